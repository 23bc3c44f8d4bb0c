import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Pledge } from '../../../pledges/contract.ts';
import type { editPledge } from '../../../pledges/contract/changes.ts';
import { keyOf } from '../../api/keys.ts';
import { Problem } from '../../api/problem.ts';
import { itemsQuery, provincesQuery } from '../../api/reference.ts';
import { exchange } from '../../api/request.ts';
import { ProblemNote, useFieldProblem } from '../../shell/problems.tsx';
import { toast } from '../../shell/toasts.tsx';
import { useLanguage, useTexts } from '../../text/catalogue.ts';
import { fromMinor, minorDigitsOf, toMinor } from '../../text/currencies.ts';
import { words } from '../../text/words.ts';
import { Button } from '../../ui/button.tsx';
import { ComboBox } from '../../ui/combo-box.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { Section } from '../../ui/plain.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { Attachments } from '../form/attachments.tsx';
import { YearField } from '../form/year-field.tsx';
import { OrganisationField } from '../form/organisation-field.tsx';
import { WEIGHT } from '../rules/body.ts';
import { type DraftFile, EARMARKINGS, FLOW_TYPES } from '../rules/draft.ts';
import { type EditValues, editFrom, type LineValues, valuesOf } from '../rules/edits.ts';
import { pledgesTexts } from '../texts.ts';
import { ConflictQuestion } from './conflict.tsx';

const RATE_DECIMALS = 9;
const KG_PER_TONNE = 1_000;
const TONNE_DECIMALS = 6;

export function EditForm({ start, etag }: { start: Pledge; etag: string }) {
  const t = useTexts(pledgesTexts);
  const w = useTexts(words);
  const language = useLanguage();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { data: provinces = [] } = useQuery(provincesQuery);
  const { data: items = [] } = useQuery(itemsQuery);
  // What it said when the editing began, and the version that was.
  const [base, setBase] = useState(() => ({ pledge: start, etag }));
  const [values, setValues] = useState(() => valuesOf(start));
  const [files, setFiles] = useState<DraftFile[]>(() =>
    start.attachments.map(({ hash, name, size }) => ({
      hash,
      name: name ?? hash.slice(0, 12),
      size: size ?? 0,
    })),
  );
  const mine: EditValues = { ...values, attachments: files.map(({ hash }) => hash) };
  const edit = editFrom(valuesOf(base.pledge), mine);
  const { id, currency } = base.pledge;

  const save = useMutation({
    mutationFn: (ifMatch: string) =>
      exchange<typeof editPledge>('patch', '/pledges/{id}', {
        params: { id },
        body: edit ?? {},
        ifMatch,
      }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: keyOf('pledges') });
      toast({ text: t('edited') });
      void navigate({ to: '/pledges/$id', params: { id } });
    },
  });
  const problem = useFieldProblem(save.error);
  const theirs =
    save.error instanceof Problem && save.error.code === 'precondition_failed'
      ? (save.error.problem['current'] as Pledge)
      : undefined;

  const change = (changes: Partial<EditValues>) => setValues((before) => ({ ...before, ...changes }));
  const changeLine = (line: string, changes: Partial<LineValues>) =>
    setValues((before) => ({
      ...before,
      lines: before.lines.map((one) => (one.id === line ? { ...one, ...changes } : one)),
    }));
  const lineProblem = (line: string, field: string) => {
    const index = edit?.lines?.findIndex((one) => one.id === line) ?? -1;
    return index < 0 ? undefined : problem(`/lines/${index}/${field}`);
  };
  const orNull = <T,>(value: T | undefined): T | null => value ?? null;
  return (
    <form
      noValidate
      className="flex max-w-4xl flex-col gap-10"
      onSubmit={(event) => {
        event.preventDefault();
        if (edit) save.mutate(base.etag);
      }}
    >
      <Section title={t('lines')}>
        {values.lines.map((line, index) => {
          const recorded = base.pledge.lines.find(({ id }) => id === line.id);
          const item = items.find(({ code }) => code === recorded?.item);
          const factor = item?.unit === WEIGHT ? KG_PER_TONNE : 1;
          return (
            <fieldset key={line.id} className="flex flex-col gap-4 rounded border border-line bg-surface p-4">
              <legend className="sr-only">{t('lineNumber', { number: index + 1 })}</legend>
              <p className="text-sm font-semibold">
                {item ? item.name[language] : w(`sector.${recorded?.sector ?? 'unallocated'}`)}
              </p>
              <div className="grid items-start gap-4 sm:grid-cols-3">
                <ComboBox
                  label={w('province')}
                  choices={provinces.map(({ pcode, name }) => ({
                    value: pcode,
                    label: name[language],
                    also: [name.en, name.fa, name.ps, pcode],
                  }))}
                  value={line.province ?? undefined}
                  onChange={(province) => changeLine(line.id, { province: orNull(province) })}
                  placeholder={t('anyProvince')}
                  problem={lineProblem(line.id, 'province')}
                />
                {item && (
                  <NumberField
                    label={factor === 1 ? t('quantity') : t('quantityIn.t')}
                    value={line.quantity === null ? undefined : line.quantity / factor}
                    decimals={factor === 1 ? 3 : TONNE_DECIMALS}
                    onChange={(much) =>
                      changeLine(line.id, {
                        quantity: much === undefined ? null : Number((much * factor).toFixed(3)),
                      })
                    }
                    problem={lineProblem(line.id, 'quantity')}
                  />
                )}
                <NumberField
                  label={item ? t('value') : t('amount')}
                  value={line.amount === null ? undefined : fromMinor(line.amount, currency)}
                  decimals={minorDigitsOf(currency)}
                  onChange={(amount) =>
                    changeLine(line.id, {
                      amount: amount === undefined ? null : toMinor(amount, currency),
                    })
                  }
                  suffix={currency}
                  problem={lineProblem(line.id, 'amount')}
                />
              </div>
            </fieldset>
          );
        })}
      </Section>
      <Section title={t('terms')}>
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
            onChange={(recipient) => change({ recipient: orNull(recipient) })}
            problem={problem('/recipient')}
          />
          <DateField
            label={t('expectedBy')}
            value={values.expectedBy ?? undefined}
            onChange={(day) => change({ expectedBy: orNull(day) })}
            problem={problem('/expectedBy')}
          />
          <DateField
            label={t('expiresOn')}
            value={values.expiresOn ?? undefined}
            onChange={(day) => change({ expiresOn: orNull(day) })}
            problem={problem('/expiresOn')}
          />
          <DateField
            label={t('firstReportedOn')}
            value={values.firstReportedOn ?? undefined}
            onChange={(day) => change({ firstReportedOn: orNull(day) })}
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
              onChange={(year) => change({ usageYear: orNull(year) })}
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
      </Section>
      <Attachments
        files={files}
        problem={problem('/attachments')}
        onChange={(update) => setFiles((before) => update(before))}
      />
      {save.isError && theirs === undefined && <ProblemNote error={save.error} />}
      <div className="flex flex-wrap gap-3">
        <Button type="submit" weight="main" isDisabled={!edit} isPending={save.isPending}>
          {t('saveEdit')}
        </Button>
        <Button onPress={() => void navigate({ to: '/pledges/$id', params: { id } })}>{t('back')}</Button>
      </div>
      {theirs && (
        <ConflictQuestion
          before={base.pledge}
          theirs={theirs}
          mine={mine}
          isPending={save.isPending}
          onOverwrite={() => save.mutate(`"${theirs.version}"`)}
          onTheirs={() => {
            save.reset();
            setBase({ pledge: theirs, etag: `"${theirs.version}"` });
            setValues(valuesOf(theirs));
          }}
        />
      )}
    </form>
  );
}
