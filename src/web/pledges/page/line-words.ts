import { useQuery } from '@tanstack/react-query';
import { itemsQuery, useProvinceName } from '../../api/reference.ts';
import { useLanguage, useTexts } from '../../text/catalogue.ts';
import { joined } from '../../text/joined.ts';
import { formatMoney } from '../../text/numbers.ts';
import { words } from '../../text/words.ts';
import { useQuantity } from '../../ui/quantity.ts';
import type { PledgeSector } from '../rules/draft.ts';

interface Line {
  sector: string | null;
  item: string | null;
  province: string | null;
  quantity: number | null;
  amount: number | null;
}

/** A line in one line: `Wheat flour 500 t · USD 295,000 · Ghor`; money by its sector. */
export function useLineWords(): (line: Line, currency: string) => string {
  const w = useTexts(words);
  const language = useLanguage();
  const provinceName = useProvinceName();
  const quantity = useQuantity();
  const { data: items = [] } = useQuery(itemsQuery);
  return (line, currency) => {
    const item = items.find(({ code }) => code === line.item);
    const what = item
      ? `${item.name[language]} ${quantity(line.quantity, item.unit)}`
      : line.sector !== null && w(`sector.${line.sector as PledgeSector}`);
    return joined([
      what || undefined,
      line.amount === null ? undefined : formatMoney(line.amount, currency, language),
      line.province === null ? undefined : provinceName(line.province, language),
    ]);
  };
}
