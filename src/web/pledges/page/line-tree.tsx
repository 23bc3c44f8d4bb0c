import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Pledge } from '../../../pledges/contract.ts';
import { type Item, itemsQuery, useProvinceName } from '../../api/reference.ts';
import { useLanguage, useTexts } from '../../text/catalogue.ts';
import { formatMoney, formatPm } from '../../text/numbers.ts';
import { words } from '../../text/words.ts';
import { Button } from '../../ui/button.tsx';
import { useQuantity } from '../../ui/quantity.ts';
import { type Column, Table } from '../../ui/table.tsx';
import { type Branch, branches } from '../rules/line-tree.ts';
import { pledgesTexts } from '../texts.ts';
import { Allocation } from './allocation.tsx';

/** What is promised, line by line; parts that were allocated are a step in. */
export function LineTree({ pledge, canAllocate }: { pledge: Pledge; canAllocate: boolean }) {
  const t = useTexts(pledgesTexts);
  const w = useTexts(words);
  const language = useLanguage();
  const provinceName = useProvinceName();
  const quantity = useQuantity();
  const { data: items = [] } = useQuery(itemsQuery);
  const itemOf = (code: string | null): Item | undefined => items.find((one) => one.code === code);
  const unitOf = ({ line }: Branch) => itemOf(line.item)?.unit ?? null;
  const [allocated, setAllocated] = useState<Branch>();
  const nameOf = ({ line }: Branch) =>
    line.item === null ? w(`sector.${line.sector}`) : (itemOf(line.item)?.name[language] ?? line.item);
  const isGoods = pledge.contributionType === 'in_kind';
  const amounts = pledge.lines.some(({ amount }) => amount !== null);
  const canDivide = ({ left }: Branch) => (left.quantity ?? left.amount ?? 0) > 0;
  const columns: Column<Branch>[] = [
    {
      key: 'what',
      head: t('what'),
      cell: (branch) => (
        <span className="flex min-w-36 flex-col" style={{ paddingInlineStart: `${branch.depth * 1.25}rem` }}>
          <span>{nameOf(branch)}</span>
          {branch.line.item !== null && (
            <span className="text-xs text-quiet">{w(`sector.${branch.line.sector}`)}</span>
          )}
        </span>
      ),
      csv: ({ line }) => line.item ?? line.sector,
    },
    {
      key: 'province',
      head: w('province'),
      cell: ({ line }) =>
        line.province === null ? (
          <span className="text-quiet">{t('anyProvince')}</span>
        ) : (
          provinceName(line.province, language)
        ),
      csv: ({ line }) => line.province,
    },
    ...(isGoods
      ? [
          {
            key: 'quantity',
            head: t('quantity'),
            isNumber: true,
            cell: (branch: Branch) => quantity(branch.line.quantity, unitOf(branch)),
            csv: ({ line }: Branch) => line.quantity,
          },
        ]
      : []),
    ...(amounts
      ? [
          {
            key: 'amount',
            head: t('amount'),
            isNumber: true,
            cell: ({ line }: Branch) =>
              line.amount === null ? '–' : formatMoney(line.amount, pledge.currency, language),
            csv: ({ line }: Branch) => line.amount,
          },
        ]
      : []),
    {
      key: 'pm',
      head: w('personMonths'),
      isNumber: true,
      cell: ({ line }) =>
        line.pm === null
          ? '–'
          : line.item === null
            ? t('about', { value: formatPm(line.pm, language) })
            : formatPm(line.pm, language),
      csv: ({ line }) => line.pm,
    },
    ...(isGoods
      ? (['shipped', 'delivered'] as const).map((key) => ({
          key,
          head: t(`figure.${key}`),
          isNumber: true,
          cell: (branch: Branch) => quantity(branch.line[key], unitOf(branch)),
          csv: ({ line }: Branch) => line[key],
        }))
      : []),
    ...(canAllocate
      ? [
          {
            key: 'allocate',
            head: t('allocate'),
            cell: (branch: Branch) =>
              canDivide(branch) ? (
                <Button
                  weight="quiet"
                  aria-label={t('allocateLine', { name: nameOf(branch) })}
                  onPress={() => setAllocated(branch)}
                >
                  {t('allocate')}
                </Button>
              ) : (
                <span className="text-xs text-quiet">{t('allAllocated')}</span>
              ),
          },
        ]
      : []),
  ];
  return (
    <>
      <Table
        caption={t('lines')}
        isCaptionHidden
        columns={columns}
        rows={branches(pledge.lines)}
        keyOf={({ line }) => line.id}
        csvName={`pledge-lines-${pledge.reference}`}
      />
      {allocated && (
        <Allocation
          pledge={pledge}
          branch={allocated}
          name={nameOf(allocated)}
          item={itemOf(allocated.line.item)}
          onClose={() => setAllocated(undefined)}
        />
      )}
    </>
  );
}
