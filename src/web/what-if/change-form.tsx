import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { crossingNameIn } from '../api/crossing-name.ts';
import { crossingsQuery, itemsQuery, provincesQuery } from '../api/reference.ts';
import { addMonths, monthsBetween } from '../gaps/rules/search.ts';
import { SECTORS } from '../text/sectors.ts';
import { useLanguage, useTexts } from '../text/catalogue.ts';
import { formatMonth, kabulDay, kabulMonth } from '../text/dates.ts';
import { words } from '../text/words.ts';
import { Button } from '../ui/button.tsx';
import { ComboBox } from '../ui/combo-box.tsx';
import { DateField } from '../ui/date-field.tsx';
import { NumberField } from '../ui/number-field.tsx';
import { Select } from '../ui/select.tsx';
import { ConstraintField } from './constraint-field.tsx';
import { pledgesQuery } from './queries.ts';
import { type Change, changeOf, KINDS, SUPPLY } from './rules/search.ts';
import { whatIfTexts } from './texts.ts';

const AHEAD = 5;

/** What is being written; only a whole change can be added. */
interface Draft {
  crossing?: string | undefined;
  from?: string | undefined;
  until?: string | undefined;
  days?: number | undefined;
  constraint?: string | undefined;
  pledge?: string | undefined;
  province?: string | undefined;
  item?: string | undefined;
  quantity?: number | undefined;
  month?: string | undefined;
  class?: (typeof SUPPLY)[number];
  sector?: (typeof SECTORS)[number];
  fromMonth?: string;
  toMonth?: string;
  peopleTargeted?: number | undefined;
}

/** One change to the world: a crossing closed, a corridor slower, a pass under snow, a pledge withdrawn, supply more, a need other. */
export function ChangeForm({ onAdd }: { onAdd: (change: Change) => void }) {
  const t = useTexts(whatIfTexts);
  const w = useTexts(words);
  const language = useLanguage();
  const { data: provinces = [] } = useQuery(provincesQuery);
  const { data: crossings = [] } = useQuery(crossingsQuery);
  const { data: items = [] } = useQuery(itemsQuery);
  const { data: pledges = [] } = useQuery(pledgesQuery);
  const now = kabulMonth(new Date());
  const begin: Draft = {
    ...{ from: kabulDay(new Date()), month: now, fromMonth: now, toMonth: addMonths(now, AHEAD) },
    ...{ class: 'inTransit', sector: 'food_security' },
  };
  const [kind, setKind] = useState<Change['kind']>('crossing_closed');
  const [draft, setDraft] = useState<Draft>(begin);
  const set = (some: Draft) => setDraft({ ...draft, ...some });
  const isNeed = kind === 'need_changed';
  const change = changeOf({
    ...draft,
    kind,
    ...(isNeed && { from: draft.fromMonth, to: draft.toMonth }),
  });
  const months = monthsBetween(now, addMonths(now, AHEAD)).map((value) => ({
    value,
    label: formatMonth(value, language),
  }));
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!change) return;
    onAdd(change);
    setDraft(begin);
  };
  const crossing = (
    <ComboBox
      label={t('crossing')}
      choices={crossings.map((one) => ({
        value: one.code,
        label: crossingNameIn(one, language),
        also: [one.name, ...one.aliases],
      }))}
      value={draft.crossing}
      onChange={(value) => set({ crossing: value })}
    />
  );
  const province = (
    <ComboBox
      label={w('province')}
      choices={provinces.map(({ pcode, name, aliases }) => ({
        value: pcode,
        label: name[language],
        also: [name.en, name.fa, name.ps, ...aliases],
      }))}
      value={draft.province}
      onChange={(value) => set({ province: value })}
    />
  );
  return (
    <form onSubmit={send} className="flex flex-col gap-4 rounded border border-line bg-surface p-4">
      <Select
        label={t('kind')}
        choices={KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
        value={kind}
        onChange={setKind}
      />
      {kind === 'crossing_closed' && (
        <>
          {crossing}
          <DateField label={t('from')} value={draft.from} onChange={(value) => set({ from: value })} />
          <DateField
            label={t('until')}
            hint={t('untilHint')}
            value={draft.until}
            onChange={(value) => set({ until: value })}
            {...(draft.from !== undefined && { min: draft.from })}
          />
        </>
      )}
      {kind === 'corridor_delay' && (
        <>
          {crossing}
          <NumberField
            label={t('days')}
            decimals={0}
            value={draft.days}
            onChange={(value) => set({ days: value })}
          />
        </>
      )}
      {kind === 'access_constraint' && (
        <ConstraintField value={draft.constraint} onChange={(constraint) => set({ constraint })} />
      )}
      {kind === 'pledge_cancelled' && (
        <ComboBox
          label={t('pledge')}
          choices={pledges.map(({ id, reference }) => ({ value: id, label: reference }))}
          value={draft.pledge}
          onChange={(value) => set({ pledge: value })}
        />
      )}
      {kind === 'added_supply' && (
        <>
          {province}
          <ComboBox
            label={t('item')}
            choices={items.map(({ code, name }) => ({
              value: code,
              label: name[language],
              also: [name.en, name.fa, name.ps],
            }))}
            value={draft.item}
            onChange={(value) => set({ item: value })}
          />
          <NumberField
            label={t('quantity')}
            hint={t('quantityHint')}
            value={draft.quantity}
            onChange={(value) => set({ quantity: value })}
          />
          <Select
            label={t('arrives')}
            choices={months}
            value={draft.month}
            onChange={(value) => set({ month: value })}
          />
          <Select
            label={w('class')}
            choices={SUPPLY.map((value) => ({ value, label: w(`class.${value}`) }))}
            value={draft.class}
            onChange={(value) => set({ class: value })}
          />
        </>
      )}
      {isNeed && (
        <>
          {province}
          <Select
            label={w('sector')}
            choices={SECTORS.map((value) => ({ value, label: w(`sector.${value}`) }))}
            value={draft.sector}
            onChange={(value) => set({ sector: value })}
          />
          <NumberField
            label={t('people')}
            decimals={0}
            value={draft.peopleTargeted}
            onChange={(value) => set({ peopleTargeted: value })}
          />
          <Select
            label={t('fromMonth')}
            choices={months}
            value={draft.fromMonth}
            onChange={(value) => set({ fromMonth: value })}
          />
          <Select
            label={t('toMonth')}
            choices={months}
            value={draft.toMonth}
            onChange={(value) => set({ toMonth: value })}
          />
        </>
      )}
      <Button type="submit" weight="main" isDisabled={change === undefined}>
        {t('add')}
      </Button>
    </form>
  );
}
