import type { Statement } from '../../../pledges/contract/statement.ts';
import { useLanguage, useTexts } from '../../text/catalogue.ts';
import { formatMoment } from '../../text/dates.ts';
import { ChoiceBar } from '../../ui/choice-bar.tsx';
import { Section } from '../../ui/plain.tsx';
import { MEASURES, type Measure } from '../rules/figure-search.ts';
import { canDraw } from '../rules/flow.ts';
import { pledgesTexts } from '../texts.ts';
import { FlowPicture } from './flow-picture.tsx';
import { type Opened, StatementTable } from './statement-table.tsx';

/** What became of a pledge: a picture to see it at a glance, and a table to count on. The same for whoever holds a link. */
export function StatementView({
  statement,
  measure: wanted,
  onMeasure,
  onOpen,
}: {
  statement: Statement;
  measure: Measure;
  onMeasure: (measure: Measure) => void;
  onOpen?: (figure: Opened) => void;
}) {
  const t = useTexts(pledgesTexts);
  const language = useLanguage();
  const drawable = MEASURES.filter((measure) => canDraw(statement, measure));
  const measure = drawable.includes(wanted) ? wanted : drawable[0];
  const units = new Set(statement.totals.map(({ unit }) => unit));
  return (
    <>
      {measure !== undefined && (
        <Section
          title={t('flow')}
          aside={
            drawable.length > 1 && (
              <span className="no-print">
                <ChoiceBar
                  label={t('measure')}
                  choices={drawable.map((value) => ({ value, label: t(`measure.${value}`) }))}
                  value={measure}
                  onChange={onMeasure}
                />
              </span>
            )
          }
        >
          <FlowPicture
            statement={statement}
            measure={measure}
            unit={units.size === 1 ? [...units][0]! : null}
          />
        </Section>
      )}
      <Section title={t('statementTable')}>
        <StatementTable statement={statement} {...(onOpen && { onOpen })} />
        <p className="max-w-3xl text-xs text-quiet">
          {t('asOf', { moment: formatMoment(statement.asOf, language) })} {t('statementNote')}
        </p>
      </Section>
    </>
  );
}
