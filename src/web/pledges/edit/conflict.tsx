import { useTexts } from '../../text/catalogue.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useFieldWords } from '../page/field-words.ts';
import { useLineWords } from '../page/line-words.ts';
import { type Difference, differencesOf, type EditValues } from '../rules/edits.ts';
import { pledgesTexts } from '../texts.ts';

/** Somebody else changed it meanwhile: what it said, what it says now and what was written here, side by side. A person decides; nothing is lost. */
export function ConflictQuestion({
  before,
  theirs,
  mine,
  currency,
  isPending,
  onOverwrite,
  onLook,
  onTheirs,
  onClose,
}: {
  before: EditValues;
  theirs: EditValues;
  mine: EditValues;
  currency: string;
  isPending: boolean;
  /** Saves what was written here on top of theirs. */
  onOverwrite: () => void;
  /** Puts it on top of theirs without saving. */
  onLook: () => void;
  onTheirs: () => void;
  onClose: () => void;
}) {
  const t = useTexts(pledgesTexts);
  const { nameOf, say } = useFieldWords();
  const lineWords = useLineWords();
  const differences = differencesOf(before, theirs, mine);
  const contested = differences.filter(({ isContested }) => isContested).length;

  function nameOfDifference({ of }: Difference): string {
    if (of === 'attachments') return t('attachments');
    if (typeof of === 'string') return nameOf(of);
    const place = [...theirs.lines, ...mine.lines.filter(({ isNew }) => isNew)].findIndex(
      ({ id }) => id === of.line,
    );
    return t('lineNumber', { number: place + 1 });
  }
  function sayIn({ of }: Difference, values: EditValues): string {
    if (of === 'attachments') return t('conflict.files', { count: values.attachments.length });
    if (typeof of === 'string') return say(of, values[of]);
    const line = values.lines.find(({ id }) => id === of.line);
    return line ? lineWords(line, currency) || '–' : '–';
  }
  return (
    <Dialog title={t('conflict.title')} isOpen isWide onClose={onClose}>
      <p className="text-sm text-quiet">
        {contested === 0 ? t('conflict.apart') : t('conflict.same', { count: contested })}
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
            {differences.map((one) => (
              <tr
                key={JSON.stringify(one.of)}
                className={`border-b border-line align-top ${one.isContested ? 'font-semibold' : ''}`}
              >
                <th scope="row" className="py-2 pe-4 text-start font-normal">
                  {nameOfDifference(one)}
                </th>
                {[before, theirs, mine].map((values, index) => (
                  <td key={index} className="py-2 pe-4">
                    {sayIn(one, values)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="flex flex-wrap justify-end gap-3">
        <Button weight="quiet" onPress={onTheirs}>
          {t('conflict.takeTheirs')}
        </Button>
        <Button onPress={onLook}>{t('conflict.look')}</Button>
        <Button weight="main" isPending={isPending} onPress={onOverwrite}>
          {t('conflict.keepMine')}
        </Button>
      </div>
    </Dialog>
  );
}
