import { useQuery } from '@tanstack/react-query';
import { itemsQuery, useProvinceName } from '../api/reference.ts';
import { useLanguage, useTexts } from '../text/catalogue.ts';
import { formatNumber, formatPm, formatUsd } from '../text/numbers.ts';
import { words } from '../text/words.ts';
import type { Discrepancy } from './queries.ts';
import { casesTexts } from './texts.ts';

const KG = 'KGM';
const KG_PER_TONNE = 1000;

/** What a case is about and how much is at stake: `Wheat flour 90 t, 5,000 pm, US$ 60,000, Ghor`. */
export function useStakes(): (one: Discrepancy) => string {
  const t = useTexts(casesTexts);
  const w = useTexts(words);
  const language = useLanguage();
  const nameOf = useProvinceName();
  const { data: items = [] } = useQuery(itemsQuery);
  return ({ item, quantity, unit, pm, valueUsd, province }) => {
    const known = items.find(({ code }) => code === item);
    const amount =
      quantity === null
        ? undefined
        : unit === KG
          ? t('tonnes', { tonnes: formatNumber(quantity / KG_PER_TONNE, language) })
          : t('pieces', { quantity: formatNumber(quantity, language) });
    return [
      item === null ? undefined : (known?.name[language] ?? item),
      amount,
      pm === null ? undefined : `${formatPm(pm, language)} ${w('pm')}`,
      valueUsd === null ? undefined : formatUsd(valueUsd, language),
      province === null ? undefined : nameOf(province, language),
    ]
      .filter((part) => part !== undefined)
      .join(' · ');
  };
}
