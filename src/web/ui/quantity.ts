import { useLanguage, useTexts } from '../text/catalogue.ts';
import { formatNumber } from '../text/numbers.ts';
import { uiTexts } from './texts.ts';

const KG_PER_TONNE = 1_000;
const UNITS = ['H87', 'SET', 'MON'] as const;
type Unit = (typeof UNITS)[number];
const isUnit = (unit: string): unit is Unit => (UNITS as readonly string[]).includes(unit);

/** A quantity with its unit (UN/ECE Recommendation 20), as people say it: from a tonne on in tonnes, kits and packages by the piece. */
export function useQuantity(): (quantity: number | null | undefined, unit: string | null) => string {
  const t = useTexts(uiTexts);
  const language = useLanguage();
  return (quantity, unit) => {
    if (quantity === null || quantity === undefined) return '–';
    if (quantity === 0) return formatNumber(0, language);
    const shown = (value: number) => formatNumber(value, language);
    if (unit === 'KGM') {
      return Math.abs(quantity) >= KG_PER_TONNE
        ? t('unit.t', { value: shown(quantity / KG_PER_TONNE) })
        : t('unit.kg', { value: shown(quantity) });
    }
    if (unit === null) return shown(quantity);
    return isUnit(unit) ? t(`unit.${unit}`, { value: shown(quantity) }) : `${shown(quantity)} ${unit}`;
  };
}
