import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Pledge } from '../../../pledges/contract.ts';
import type { allocatePledge } from '../../../pledges/contract/changes.ts';
import { attempts } from '../../api/attempts.ts';
import { keyOf } from '../../api/keys.ts';
import { type Item, provincesQuery } from '../../api/reference.ts';
import { ask } from '../../api/request.ts';
import { ProblemNote, useFieldProblem } from '../../shell/problems.tsx';
import { toast } from '../../shell/toasts.tsx';
import { useLanguage, useTexts } from '../../text/catalogue.ts';
import { fromMinor, minorDigitsOf, toMinor } from '../../text/currencies.ts';
import { formatMoney } from '../../text/numbers.ts';
import { words } from '../../text/words.ts';
import { Button } from '../../ui/button.tsx';
import { ComboBox } from '../../ui/combo-box.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { useQuantity } from '../../ui/quantity.ts';
import { Select } from '../../ui/select.tsx';
import { WEIGHT } from '../rules/body.ts';
import { PLEDGE_SECTORS, type PledgeSector } from '../rules/draft.ts';
import type { Branch } from '../rules/line-tree.ts';
import { pledgesTexts } from '../texts.ts';

const KG_PER_TONNE = 1_000;

interface Part {
  key: string;
  province?: string;
  sector?: PledgeSector;
  /** Tonnes for goods of weight, else the unit of the item; whole units of the currency for money. */
  much?: number;
}
const newPart = (): Part => ({ key: crypto.randomUUID() });

/** Divides a line among provinces, and money that is for no sector yet among sectors. */
export function Allocation({
  pledge,
  branch: { line, left },
  name,
  item,
  onClose,
}: {
  pledge: Pledge;
  branch: Branch;
  name: string;
  item: Item | undefined;
  onClose: () => void;
}) {
  const t = useTexts(pledgesTexts);
  const w = useTexts(words);
  const language = useLanguage();
  const quantity = useQuantity();
  const queries = useQueryClient();
  const { data: provinces = [] } = useQuery(provincesQuery);
  const [parts, setParts] = useState([newPart()]);
  const [keyOfAct] = useState(attempts);
  const { currency } = pledge;
  const isGoods = line.quantity !== null;
  const isWeight = item?.unit === WEIGHT;
  const factor = isWeight ? KG_PER_TONNE : 1;
  const needsSector = line.sector === 'unallocated' && line.item === null;
  const given = parts.reduce((sum, { much }) => sum + (much ?? 0), 0);
  const whole = isGoods ? (left.quantity ?? 0) / factor : fromMinor(left.amount ?? 0, currency);
  const rest = Number((whole - given).toFixed(6));
  const say = (value: number) =>
    isGoods
      ? quantity(value * factor, item?.unit ?? null)
      : formatMoney(toMinor(value, currency), currency, language);
  const isReady =
    rest >= 0 &&
    parts.every(
      ({ much, province, sector }) =>
        much !== undefined && much > 0 && (province !== undefined || sector !== undefined),
    );
  const allocate = useMutation({
    mutationFn: () => {
      const body = {
        lineId: line.id,
        parts: parts.map(({ much = 0, province, sector }) => ({
          province: province ?? null,
          ...(sector && { sector }),
          ...(isGoods
            ? { quantity: Number((much * factor).toFixed(3)) }
            : { amount: toMinor(much, currency) }),
        })),
      };
      return ask<typeof allocatePledge>('post', '/pledges/{id}/allocate', {
        params: { id: pledge.id },
        body,
        idempotencyKey: keyOfAct(body),
      });
    },
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: keyOf('pledges') });
      toast({ text: t('allocated') });
      onClose();
    },
  });
  const problem = useFieldProblem(allocate.error);
  const change = (part: Part, changes: Partial<Part>) =>
    setParts((before) => before.map((one) => (one.key === part.key ? { ...one, ...changes } : one)));
  return (
    <Dialog title={t('allocateLine', { name })} isOpen onClose={onClose}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) allocate.mutate();
        }}
      >
        <p className="numbers text-sm text-quiet">{t('toAllocate', { much: say(whole) })}</p>
        {parts.map((part, index) => (
          <fieldset key={part.key} className="grid gap-3 border-b border-line pb-4 sm:grid-cols-2">
            <legend className="sr-only">{t('partNumber', { number: index + 1 })}</legend>
            <ComboBox
              label={w('province')}
              choices={provinces.map(({ pcode, name }) => ({
                value: pcode,
                label: name[language],
                also: [name.en, name.fa, name.ps, pcode],
              }))}
              value={part.province}
              onChange={(province) => change(part, { province })}
              problem={problem(`/parts/${index}/province`)}
            />
            <NumberField
              label={isGoods ? (isWeight ? t('quantityIn.t') : t('quantity')) : t('amount')}
              value={part.much}
              decimals={isGoods ? (isWeight ? 6 : 3) : minorDigitsOf(currency)}
              onChange={(much) => change(part, { much })}
              problem={problem(`/parts/${index}/quantity`) ?? problem(`/parts/${index}/amount`)}
              {...(!isGoods && { suffix: currency })}
            />
            {needsSector && (
              <Select
                label={w('sector')}
                choices={PLEDGE_SECTORS.filter((one) => one !== 'unallocated').map((value) => ({
                  value,
                  label: w(`sector.${value}`),
                }))}
                value={part.sector}
                placeholder={t('choose')}
                onChange={(sector) => change(part, { sector })}
                problem={problem(`/parts/${index}/sector`)}
              />
            )}
          </fieldset>
        ))}
        <div className="flex flex-wrap items-center justify-between gap-3">
          <Button weight="quiet" onPress={() => setParts((before) => [...before, newPart()])}>
            {t('addPart')}
          </Button>
          <span aria-live="polite" className={`numbers text-sm ${rest < 0 ? 'text-bad' : 'text-quiet'}`}>
            {rest < 0 ? t('tooMuch', { much: say(-rest) }) : t('stays', { much: say(rest) })}
          </span>
        </div>
        {allocate.isError && <ProblemNote error={allocate.error} />}
        <div className="flex flex-wrap justify-end gap-3">
          <Button onPress={onClose}>{t('back')}</Button>
          <Button type="submit" weight="main" isDisabled={!isReady} isPending={allocate.isPending}>
            {t('allocate')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
