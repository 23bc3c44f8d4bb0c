import { useQuery } from '@tanstack/react-query';
import { itemsQuery } from '../api/reference.ts';
import type { SectorCode } from '../text/sectors.ts';
import { useLanguage, useTexts } from '../text/catalogue.ts';
import { words } from '../text/words.ts';
import { forecastTexts } from './texts.ts';

const RATION = ['cereals', 'pulses', 'oil', 'blended_food', 'sugar', 'salt'] as const;

/** A part of the ration or an item by its code; in a sector without a ration the sector itself. The route loads `forecastTexts`. */
export function useCommodityName(sector: SectorCode): (code: string) => string {
  const t = useTexts(forecastTexts);
  const w = useTexts(words);
  const language = useLanguage();
  const { data: items = [] } = useQuery(itemsQuery);
  return (code) => {
    const part = RATION.find((one) => one === code);
    if (part !== undefined) return t(`commodity.${part}`);
    return items.find((one) => one.code === code)?.name[language] ?? w(`sector.${sector}`);
  };
}
