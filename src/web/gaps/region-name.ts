import { useTexts } from '../text/catalogue.ts';
import { gapsTexts } from './texts.ts';

const REGIONS = {
  Central: 'region.central',
  'Central Highland': 'region.centralHighland',
  Eastern: 'region.eastern',
  'North-Eastern': 'region.northEastern',
  Northern: 'region.northern',
  'South-Eastern': 'region.southEastern',
  Southern: 'region.southern',
  Western: 'region.western',
} as const;

/** A region of the reference data in the language spoken; one that is new there as it is written there. */
export function useRegionName(): (region: string) => string {
  const t = useTexts(gapsTexts);
  return (region) => (region in REGIONS ? t(REGIONS[region as keyof typeof REGIONS]) : region);
}
