import { useTexts } from '../../text/catalogue.ts';
import { Button } from '../../ui/button.tsx';
import type { Item, Province } from '../../api/reference.ts';
import { type Draft, type DraftLine, newLine } from '../rules/draft.ts';
import type { Equivalence } from '../rules/equivalence.ts';
import { pledgesTexts } from '../texts.ts';
import { LineEquivalence } from './equivalence.tsx';
import { LineFields } from './line-fields.tsx';

export interface LinesProps {
  draft: Draft;
  onChange: (lines: DraftLine[]) => void;
  problemAt: (pointer: string) => string | undefined;
  equivalences: readonly Equivalence[];
  items: readonly Item[];
  provinces: readonly Province[];
}

/** What is promised, line by line, with what each means for people. */
export function Lines({ draft, onChange, problemAt, equivalences, items, provinces }: LinesProps) {
  const t = useTexts(pledgesTexts);
  const { lines } = draft;
  return (
    <div className="flex flex-col gap-4">
      {lines.map((line, index) => (
        <fieldset key={line.key} className="flex flex-col gap-4 rounded border border-line bg-surface p-4">
          <legend className="sr-only">{t('lineNumber', { number: index + 1 })}</legend>
          <LineFields
            line={line}
            contributionType={draft.contributionType}
            currency={draft.currency}
            items={items}
            provinces={provinces}
            problem={(field) => problemAt(`/lines/${index}/${field}`)}
            onChange={(changes) =>
              onChange(lines.map((one) => (one.key === line.key ? { ...one, ...changes } : one)))
            }
          />
          <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 empty:hidden">
            {equivalences[index] && <LineEquivalence of={equivalences[index]} />}
            {lines.length > 1 && (
              <Button
                weight="quiet"
                className="ms-auto"
                aria-label={t('removeLineNumber', { number: index + 1 })}
                onPress={() => onChange(lines.filter(({ key }) => key !== line.key))}
              >
                {t('removeLine')}
              </Button>
            )}
          </div>
        </fieldset>
      ))}
      <Button className="self-start" onPress={() => onChange([...lines, newLine()])}>
        {t('addLine')}
      </Button>
    </div>
  );
}
