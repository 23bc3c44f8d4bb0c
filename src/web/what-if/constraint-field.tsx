import { useQuery } from '@tanstack/react-query';
import { useConstraintName } from '../forecast/constraint-name.ts';
import { useLanguage, useTexts } from '../text/catalogue.ts';
import { formatDay, monthNames } from '../text/dates.ts';
import { joined } from '../text/joined.ts';
import { ComboBox } from '../ui/combo-box.tsx';
import { type Constraint, constraintsQuery } from './queries.ts';
import { movesCargo } from './rules/constraint.ts';
import { whatIfTexts } from './texts.ts';

/** Which pass, road or flood cargo meets; with what is known of it. Advice and single districts are left out: they would change nothing. */
export function ConstraintField({
  value,
  onChange,
}: {
  value: string | undefined;
  onChange: (code: string | undefined) => void;
}) {
  const t = useTexts(whatIfTexts);
  const nameOf = useConstraintName();
  const { data: constraints = [] } = useQuery(constraintsQuery);
  const chosen = constraints.find(({ code }) => code === value);
  return (
    <div className="flex flex-col gap-2">
      <ComboBox
        label={t('constraint')}
        hint={t('constraintHint')}
        choices={constraints
          .filter(movesCargo)
          .map((one) => ({ value: one.code, label: nameOf(one), also: [one.name, one.code] }))}
        value={value}
        onChange={onChange}
      />
      {chosen && <Known constraint={chosen} />}
    </div>
  );
}

function Known({ constraint: { effect, days, months, from, until, source } }: { constraint: Constraint }) {
  const t = useTexts(whatIfTexts);
  const language = useLanguage();
  const names = monthNames('gregory', language);
  const when = [
    months.length === 0
      ? undefined
      : t('constraintMonths', {
          months: months.map((month) => names[month - 1]).join(language === 'en' ? ', ' : '، '),
        }),
    from === null ? undefined : t('constraintFrom', { day: formatDay(from, language) }),
    until === null ? undefined : t('constraintUntil', { day: formatDay(until, language) }),
  ];
  return (
    <p className="text-xs text-quiet">
      {joined([
        effect === 'closed' ? t('constraintCloses') : t('constraintSlows', { count: days ?? 0 }),
        ...when,
      ])}
      <span className="block" dir="auto">
        {source}
      </span>
    </p>
  );
}
