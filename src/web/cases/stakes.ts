import { useQuery } from '@tanstack/react-query';
import { itemsQuery, useProvinceName } from '../api/reference.ts';
import { useLanguage, useTexts } from '../text/catalogue.ts';
import { joined } from '../text/joined.ts';
import { formatPm, formatUsd } from '../text/numbers.ts';
import { words } from '../text/words.ts';
import { useQuantity } from '../ui/quantity.ts';
import type { Discrepancy } from './queries.ts';

/** What a case is about and how much is at stake: `Wheat flour 90 t, 5,000 pm, US$ 60,000, Ghor`. */
export function useStakes(): (one: Discrepancy) => string {
  const w = useTexts(words);
  const language = useLanguage();
  const nameOf = useProvinceName();
  const quantityOf = useQuantity();
  const { data: items = [] } = useQuery(itemsQuery);
  return ({ item, quantity, unit, pm, valueUsd, province }) => {
    const known = items.find(({ code }) => code === item);
    return joined([
      item === null ? undefined : (known?.name[language] ?? item),
      quantity === null ? undefined : quantityOf(quantity, unit),
      pm === null ? undefined : `${formatPm(pm, language)} ${w('pm')}`,
      valueUsd === null ? undefined : formatUsd(valueUsd, language),
      province === null ? undefined : nameOf(province, language),
    ]);
  };
}
