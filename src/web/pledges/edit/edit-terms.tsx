import { useTexts } from '../../text/catalogue.ts';
import { DateField } from '../../ui/date-field.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { OrganisationField } from '../form/organisation-field.tsx';
import { YearField } from '../form/year-field.tsx';
import { EARMARKINGS, FLOW_TYPES } from '../rules/draft.ts';
import type { EditValues } from '../rules/edits.ts';
import { pledgesTexts } from '../texts.ts';

const RATE_DECIMALS = 9;

/** What the pledge says as a whole, and may say otherwise. */
export function EditTerms({
  values,
  currency,
  change,
  problem,
}: {
  values: EditValues;
  currency: string;
  change: (changes: Partial<EditValues>) => void;
  problem: (pointer: string) => string | undefined;
}) {
  const t = useTexts(pledgesTexts);
  return (
    <div className="grid items-start gap-x-8 gap-y-6 sm:grid-cols-2">
      <TextField
        label={t('reference')}
        value={values.reference}
        onChange={(reference) => change({ reference })}
        problem={problem('/reference')}
      />
      <OrganisationField
        label={t('recipient')}
        kind="un"
        value={values.recipient ?? undefined}
        onChange={(recipient) => change({ recipient: recipient ?? null })}
        problem={problem('/recipient')}
      />
      <DateField
        label={t('expectedBy')}
        value={values.expectedBy ?? undefined}
        onChange={(day) => change({ expectedBy: day ?? null })}
        problem={problem('/expectedBy')}
      />
      <DateField
        label={t('expiresOn')}
        value={values.expiresOn ?? undefined}
        onChange={(day) => change({ expiresOn: day ?? null })}
        problem={problem('/expiresOn')}
      />
      <DateField
        label={t('firstReportedOn')}
        value={values.firstReportedOn ?? undefined}
        onChange={(day) => change({ firstReportedOn: day ?? null })}
        problem={problem('/firstReportedOn')}
      />
      <div className="flex flex-col gap-6">
        <TextField
          label={t('plan')}
          isCode
          value={values.plan ?? ''}
          onChange={(plan) => change({ plan: plan === '' ? null : plan })}
          problem={problem('/plan')}
        />
        <YearField
          label={t('usageYear')}
          value={values.usageYear ?? undefined}
          onChange={(year) => change({ usageYear: year ?? null })}
          problem={problem('/usageYear')}
        />
        <Select
          label={t('earmarking')}
          choices={EARMARKINGS.map((level) => ({
            value: String(level),
            label: t(`earmarking.${level}`),
          }))}
          value={String(values.earmarking)}
          onChange={(level) => change({ earmarking: Number(level) })}
        />
        <Select
          label={t('flowType')}
          choices={FLOW_TYPES.map((value) => ({ value, label: t(`flow.${value}`) }))}
          value={values.flowType}
          onChange={(flowType) => change({ flowType })}
        />
      </div>
      {currency !== 'USD' && (
        <>
          <NumberField
            label={t('rate', { currency })}
            value={values.ratePerUsd}
            decimals={RATE_DECIMALS}
            onChange={(rate) => change({ ratePerUsd: rate ?? 0 })}
            suffix={currency}
            problem={problem('/ratePerUsd')}
          />
          <DateField
            label={t('rateDate')}
            value={values.rateDate}
            onChange={(rateDate) => change({ rateDate: rateDate ?? '' })}
            problem={problem('/rateDate')}
          />
        </>
      )}
    </div>
  );
}
