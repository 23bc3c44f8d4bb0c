import { useState } from 'react';
import type { Pledge } from '../../../pledges/contract.ts';
import type { Item, Province, Sector } from '../../api/reference.ts';
import { useTexts } from '../../text/catalogue.ts';
import { fromMinor, toMinor } from '../../text/currencies.ts';
import { Button } from '../../ui/button.tsx';
import { LineEquivalence } from '../form/equivalence.tsx';
import { LineFields } from '../form/line-fields.tsx';
import { quantityOf, shownQuantity } from '../rules/body.ts';
import type { DraftLine, WeightUnit } from '../rules/draft.ts';
import { addedLine, type LineValues } from '../rules/edits.ts';
import { ofLine } from '../rules/equivalence.ts';
import { pledgesTexts } from '../texts.ts';

interface Known {
  items: readonly Item[];
  provinces: readonly Province[];
  sectors: readonly Sector[];
}

export interface EditLinesProps extends Known {
  pledge: Pledge;
  lines: readonly LineValues[];
  onChange: (lines: LineValues[]) => void;
  problemOf: (line: LineValues, field: string) => string | undefined;
}

/** The lines as they are to stand, and new ones. A line that is recorded stays: it can become less, not nothing. */
export function EditLines({ lines, onChange, problemOf, ...rest }: EditLinesProps) {
  const t = useTexts(pledgesTexts);
  return (
    <div className="flex flex-col gap-4">
      {lines.map((line, index) => (
        <EditLine
          key={line.id}
          {...rest}
          line={line}
          number={index + 1}
          problem={(field) => problemOf(line, field)}
          onChange={(changes) =>
            onChange(lines.map((one) => (one.id === line.id ? { ...one, ...changes } : one)))
          }
          onRemove={() => onChange(lines.filter(({ id }) => id !== line.id))}
        />
      ))}
      <Button className="self-start" onPress={() => onChange([...lines, addedLine()])}>
        {t('addLine')}
      </Button>
    </div>
  );
}

function EditLine({
  pledge,
  line,
  number,
  items,
  provinces,
  sectors,
  problem,
  onChange,
  onRemove,
}: Known & {
  pledge: Pledge;
  line: LineValues;
  number: number;
  problem: (field: string) => string | undefined;
  onChange: (changes: Partial<LineValues>) => void;
  onRemove: () => void;
}) {
  const t = useTexts(pledgesTexts);
  const [weightUnit, setWeightUnit] = useState<WeightUnit>('t');
  const itemsByCode = new Map(items.map((item) => [item.code, item]));
  const shown = draftLineOf(line, pledge.currency, weightUnit, itemsByCode);
  const { contributionType, currency, ratePerUsd, parent } = {
    ...pledge,
    parent: pledge.lines.find(({ id }) => id === line.id)?.parent ?? null,
  };

  function change(changes: Partial<DraftLine>): void {
    if (changes.weightUnit !== undefined) {
      setWeightUnit(changes.weightUnit);
      return;
    }
    const { item: code, quantity } = { ...shown, ...changes };
    const item = itemsByCode.get(code ?? '');
    onChange({
      ...('province' in changes && { province: changes.province ?? null }),
      ...('sector' in changes && { sector: changes.sector ?? null }),
      ...('amount' in changes && {
        amount: changes.amount === undefined ? null : toMinor(changes.amount, currency),
      }),
      ...('item' in changes && { item: code ?? null, sector: item?.sector ?? null }),
      // The number that is read stays when another item, counted in another unit, is chosen.
      ...(('item' in changes || 'quantity' in changes) && {
        quantity: quantityOf({ ...shown, ...changes, quantity }, item) ?? null,
      }),
    });
  }

  const means = ofLine(
    shown,
    { contributionType, currency, rate: ratePerUsd },
    itemsByCode,
    new Map(sectors.map((sector) => [sector.code, sector])),
  );
  return (
    <fieldset className="flex flex-col gap-4 rounded border border-line bg-surface p-4">
      <legend className="sr-only">{t('lineNumber', { number })}</legend>
      {parent !== null && <p className="text-sm text-quiet">{t('allocatedLine')}</p>}
      {line.isNew && <p className="text-sm text-quiet">{t('newLine')}</p>}
      <LineFields
        line={shown}
        contributionType={contributionType}
        currency={currency}
        items={items}
        provinces={provinces}
        problem={problem}
        onChange={change}
      />
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 empty:hidden">
        <LineEquivalence of={means} />
        {line.isNew && (
          <Button
            weight="quiet"
            className="ms-auto"
            aria-label={t('removeLineNumber', { number })}
            onPress={onRemove}
          >
            {t('removeLine')}
          </Button>
        )}
      </div>
    </fieldset>
  );
}

/** A line as the fields show it: tonnes, and whole units of the currency. */
export function draftLineOf(
  { id, item: code, sector, province, quantity, amount }: LineValues,
  currency: string,
  weightUnit: WeightUnit,
  items: ReadonlyMap<string, Item>,
): DraftLine {
  return {
    ...{ key: id, weightUnit },
    ...(code !== null && { item: code }),
    ...(sector !== null && { sector }),
    ...(province !== null && { province }),
    ...(quantity !== null && { quantity: shownQuantity(quantity, weightUnit, items.get(code ?? '')) }),
    ...(amount !== null && { amount: fromMinor(amount, currency) }),
  };
}
