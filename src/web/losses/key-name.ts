import { useQuery } from '@tanstack/react-query';
import { useCrossingName } from '../api/crossing-name.ts';
import { itemsQuery } from '../api/reference.ts';
import { useLanguage, useTexts } from '../text/catalogue.ts';
import type { By } from './queries.ts';
import { lossesTexts } from './texts.ts';

/** Reasons and responsibilities, as a receipt gives them. */
const CAUSES = [
  'short_loaded',
  'lost_in_transit',
  'theft_pilferage',
  'looting_diversion',
  'wet_damage',
  'torn_package',
  'infestation',
  'expired',
  'deteriorated_at_origin',
  'improper_storage',
  'inadequate_transport',
  'repack',
  'wrong_item',
  'substituted',
  'customs_seized',
  'sampling',
  'miscount',
  'data_entry_error',
  'not_recorded_inbound',
  'not_recorded_outbound',
  'excess_misrouted',
  'other',
] as const;
const RESPONSIBLE = ['origin', 'carrier', 'warehouse', 'partner', 'authority'] as const;

/** What the key of a group is called; a carrier is called what it is. */
export function useKeyName(by: By): (key: string) => string {
  const t = useTexts(lossesTexts);
  const language = useLanguage();
  const { data: items = [] } = useQuery(itemsQuery);
  const crossingName = useCrossingName();
  return (key) => {
    if (key === 'unknown') return t('unknown');
    if (key === 'none') return t('noBorder');
    switch (by) {
      case 'cause': {
        const known = CAUSES.find((one) => one === key);
        return known === undefined ? key : t(`cause.${known}`);
      }
      case 'responsibility': {
        const known = RESPONSIBLE.find((one) => one === key);
        return known === undefined ? key : t(`responsible.${known}`);
      }
      case 'crossing':
        return crossingName(key);
      case 'item':
        return items.find(({ code }) => code === key)?.name[language] ?? key;
      default:
        return key;
    }
  };
}
