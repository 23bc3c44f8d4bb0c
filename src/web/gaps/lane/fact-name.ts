import { useCrossingName } from '../../api/crossing-name.ts';
import { useLanguage, useTexts } from '../../text/catalogue.ts';
import { formatMonth } from '../../text/dates.ts';
import type { Explanation } from '../queries.ts';
import { isMonth } from '../rules/search.ts';
import { gapsTexts } from '../texts.ts';

type Fact = Explanation['steps'][number]['facts'][number];

const EVENTS = [
  ...['booked', 'loaded', 'dispatched', 'arrived_border', 'customs_held', 'customs_released', 'arrived_hub'],
  ...['departed_hub', 'delayed', 'diverted', 'received', 'lost', 'returned', 'distributed', 'cancelled'],
  ...['note', 'decided', 'voided'],
] as const;
const STATUSES = ['open', 'restricted', 'closed'] as const;

/** What a fact was, in a few words. */
export function useFactName(): (fact: Fact) => string {
  const t = useTexts(gapsTexts);
  const language = useLanguage();
  const crossingName = useCrossingName();
  return ({ kind, what, crossing }) => {
    switch (kind) {
      case 'need':
        return t('fact.need', { month: isMonth(what) ? formatMonth(what, language) : what });
      case 'crossing': {
        const status = STATUSES.find((one) => one === what);
        return t('fact.crossing', {
          crossing: typeof crossing === 'string' ? crossingName(crossing) : '',
          status: status ? t(`crossing.${status}`) : what,
        });
      }
      case 'event': {
        const event = EVENTS.find((one) => one === what);
        return event === undefined ? t('fact.event') : t(`event.${event}` as 'event.received');
      }
      case 'shipment':
        return t('fact.shipment');
      default:
        return t('fact.pledge');
    }
  };
}
