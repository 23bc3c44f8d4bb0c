import type { Pledge } from '../../../pledges/contract.ts';
import { useTexts } from '../../text/catalogue.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useFieldWords } from '../page/field-words.ts';
import { conflictsOf, type EditValues, valuesOf } from '../rules/edits.ts';
import { HEAD_FIELDS } from '../rules/version-changes.ts';
import { pledgesTexts } from '../texts.ts';

/** Somebody else changed it meanwhile: what it said, what it says now and what was written here, side by side. A person decides; nothing is lost. */
export function ConflictQuestion({
  before,
  theirs,
  mine,
  isPending,
  onOverwrite,
  onTheirs,
}: {
  before: Pledge;
  theirs: Pledge;
  mine: EditValues;
  isPending: boolean;
  onOverwrite: () => void;
  onTheirs: () => void;
}) {
  const t = useTexts(pledgesTexts);
  const { nameOf, say } = useFieldWords();
  const [was, now] = [valuesOf(before), valuesOf(theirs)];
  const conflicts = new Set(conflictsOf(was, now, mine).map(({ field }) => field));
  const shown = HEAD_FIELDS.filter((field) => was[field] !== now[field] || was[field] !== mine[field]);
  const others = (['lines', 'attachments'] as const).filter((field) => {
    const said = (values: EditValues) => JSON.stringify(values[field]);
    return said(was) !== said(now) || said(was) !== said(mine);
  });
  return (
    <Dialog title={t('conflict.title')} isOpen>
      <p className="text-sm text-quiet">
        {t(conflicts.size === 0 ? 'conflict.apart' : 'conflict.same', { count: conflicts.size })}
      </p>
      <div className="relative overflow-x-auto" tabIndex={0} role="region" aria-label={t('conflict.title')}>
        <table className="numbers w-full text-sm">
          <thead>
            <tr className="border-b border-edge text-quiet">
              {(['field', 'before', 'theirs', 'mine'] as const).map((head) => (
                <th key={head} scope="col" className="py-2 pe-4 text-start font-normal">
                  {t(`conflict.${head}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((field) => (
              <tr
                key={field}
                className={`border-b border-line align-top ${conflicts.has(field) ? 'font-semibold' : ''}`}
              >
                <th scope="row" className="py-2 pe-4 text-start font-normal">
                  {nameOf(field)}
                </th>
                {[was, now, mine].map((values, index) => (
                  <td key={index} className="py-2 pe-4">
                    {say(field, values[field])}
                  </td>
                ))}
              </tr>
            ))}
            {others.map((field) => (
              <tr key={field} className="border-b border-line align-top">
                <th scope="row" className="py-2 pe-4 text-start font-normal">
                  {t(field)}
                </th>
                <td className="py-2 pe-4">–</td>
                {[now, mine].map((values, index) => (
                  <td key={index} className="py-2 pe-4">
                    {JSON.stringify(values[field]) === JSON.stringify(was[field])
                      ? t('conflict.unchanged')
                      : t('conflict.changed')}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="flex flex-wrap justify-end gap-3">
        <Button onPress={onTheirs}>{t('conflict.takeTheirs')}</Button>
        <Button weight="main" isPending={isPending} onPress={onOverwrite}>
          {t('conflict.keepMine')}
        </Button>
      </div>
    </Dialog>
  );
}
