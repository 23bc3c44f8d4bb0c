import { useState } from 'react';
import { useMe } from '../../api/me.ts';
import { useLanguage, useTexts } from '../../text/catalogue.ts';
import { CURRENCIES } from '../../text/currencies.ts';
import { kabulDay } from '../../text/dates.ts';
import { INTL_LOCALES } from '../../text/language.ts';
import { ChoiceBar } from '../../ui/choice-bar.tsx';
import { ComboBox } from '../../ui/combo-box.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { type Draft, EARMARKINGS, FLOW_TYPES, NEW_STATUSES } from '../rules/draft.ts';
import { pledgesTexts } from '../texts.ts';
import { YearField } from './year-field.tsx';
import { OrganisationField } from './organisation-field.tsx';

export interface TermsProps {
  draft: Draft;
  change: (changes: Partial<Draft>) => void;
  problemAt: (pointer: string) => string | undefined;
}

const RATE_DECIMALS = 9;
/** What waits behind “More”, which opens when something of it is wrong. */
const HIDDEN = ['/expiresOn', '/firstReportedOn', '/plan', '/usageYear', '/flowType'] as const;

/** The currency, and for another than US dollars what one of them is worth, and of which day that is. */
export function MoneyTerms({ draft, change, problemAt }: TermsProps) {
  const t = useTexts(pledgesTexts);
  const language = useLanguage();
  const names = new Intl.DisplayNames(INTL_LOCALES[language], { type: 'currency' });
  const isUsd = draft.currency === 'USD';
  return (
    <div className="grid items-start gap-4 sm:grid-cols-2">
      <ComboBox
        label={t('currency')}
        choices={CURRENCIES.map((code) => ({
          value: code,
          label: `${code} – ${names.of(code) ?? code}`,
        }))}
        value={draft.currency}
        onChange={(currency) => change(currency === undefined ? {} : { currency })}
        problem={problemAt('/currency')}
      />
      {!isUsd && (
        <>
          <NumberField
            label={t('rate', { currency: draft.currency })}
            hint={t('rateHint')}
            value={draft.rate}
            decimals={RATE_DECIMALS}
            onChange={(rate) => change({ rate })}
            suffix={draft.currency}
            problem={problemAt('/ratePerUsd')}
          />
          <DateField
            label={t('rateDate')}
            value={draft.rateDate ?? draft.decidedOn}
            onChange={(rateDate) => change({ rateDate })}
            problem={problemAt('/rateDate')}
          />
        </>
      )}
    </div>
  );
}

/** Who gives and to whom. A donor gives for its own organisation and no other. */
export function PartyFields({ draft, change, problemAt }: TermsProps) {
  const t = useTexts(pledgesTexts);
  const me = useMe();
  const isOwn = me.role === 'donor' && me.organisation !== null;
  return (
    <div className="grid items-start gap-4 sm:grid-cols-2">
      {isOwn ? (
        <div className="flex flex-col gap-1">
          <span className="text-sm font-semibold">{t('donor')}</span>
          <span className="flex min-h-11 items-center">{me.organisationName}</span>
          {problemAt('/donor') !== undefined && (
            <span className="text-sm text-bad">{problemAt('/donor')}</span>
          )}
        </div>
      ) : (
        <OrganisationField
          label={t('donor')}
          kind="donor"
          value={draft.donor}
          onChange={(donor) => change({ donor })}
          problem={problemAt('/donor')}
        />
      )}
      <OrganisationField
        label={t('recipient')}
        kind="un"
        value={draft.recipient}
        onChange={(recipient) => change({ recipient })}
        problem={problemAt('/recipient')}
      />
    </div>
  );
}

/** How it is called, how sure it is, and when. What is seldom needed waits behind “More”. */
export function TermFields({ draft, change, problemAt }: TermsProps) {
  const t = useTexts(pledgesTexts);
  const today = kabulDay(new Date());
  const isWrong = HIDDEN.some((field) => problemAt(field) !== undefined);
  const [isOpen, setIsOpen] = useState(false);
  return (
    <div className="flex flex-col gap-6">
      <div className="grid items-start gap-x-8 gap-y-6 sm:grid-cols-2">
        <TextField
          label={t('reference')}
          hint={t('referenceHint')}
          value={draft.reference}
          onChange={(reference) => change({ reference })}
          problem={problemAt('/reference')}
        />
        <div className="flex flex-col gap-1">
          <span className="text-sm font-semibold">{t('statusNow')}</span>
          <span className="text-sm text-quiet">{t('statusHint')}</span>
          <ChoiceBar
            label={t('statusNow')}
            choices={NEW_STATUSES.map((value) => ({ value, label: t(`status.${value}`) }))}
            value={draft.status}
            onChange={(status) => change({ status })}
          />
          {problemAt('/status') !== undefined && (
            <span className="text-sm text-bad">{problemAt('/status')}</span>
          )}
        </div>
        <DateField
          label={t('decidedOn')}
          value={draft.decidedOn}
          max={today}
          onChange={(decidedOn) => change({ decidedOn })}
          problem={problemAt('/decidedOn')}
        />
        <DateField
          label={t('expectedBy')}
          value={draft.expectedBy}
          onChange={(expectedBy) => change({ expectedBy })}
          problem={problemAt('/expectedBy')}
        />
        <Select
          label={t('earmarking')}
          choices={EARMARKINGS.map((level) => ({ value: String(level), label: t(`earmarking.${level}`) }))}
          value={String(draft.earmarking)}
          onChange={(level) => change({ earmarking: Number(level) })}
          problem={problemAt('/earmarking')}
        />
      </div>
      <details open={isOpen || isWrong} onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
        <summary className="min-h-11 cursor-pointer py-2 text-sm text-accent">{t('more')}</summary>
        {(isOpen || isWrong) && (
          <div className="grid items-start gap-x-8 gap-y-6 pt-2 sm:grid-cols-2">
            <DateField
              label={t('firstReportedOn')}
              value={draft.firstReportedOn}
              onChange={(firstReportedOn) => change({ firstReportedOn })}
              problem={problemAt('/firstReportedOn')}
            />
            <DateField
              label={t('expiresOn')}
              hint={t('expiresHint')}
              value={draft.expiresOn}
              onChange={(expiresOn) => change({ expiresOn })}
              problem={problemAt('/expiresOn')}
            />
            <TextField
              label={t('plan')}
              hint={t('planHint')}
              isCode
              value={draft.plan ?? ''}
              onChange={(plan) => change({ plan })}
              problem={problemAt('/plan')}
            />
            <YearField
              label={t('usageYear')}
              hint={t('usageYearHint')}
              value={draft.usageYear}
              onChange={(usageYear) => change({ usageYear })}
              problem={problemAt('/usageYear')}
            />
            <Select
              label={t('flowType')}
              choices={FLOW_TYPES.map((value) => ({ value, label: t(`flow.${value}`) }))}
              value={draft.flowType}
              onChange={(flowType) => change({ flowType })}
              problem={problemAt('/flowType')}
            />
          </div>
        )}
      </details>
    </div>
  );
}
