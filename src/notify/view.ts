import { itemOf } from '../catalogue/catalogue.ts';
import { mayAsk, organisationsOf, type Principal } from '../platform/access.ts';
import { toIso } from '../platform/calendar.ts';
import { fromMilli } from '../platform/quantity.ts';
import type { About, Notice } from './contract.ts';
import type { NoticeRow } from './repo.ts';
import type { CaseTold, Told } from './rules/event.ts';
import type { Language } from './rules/language.ts';
import { linkTo } from './rules/link.ts';
import { sentenceOf } from './sentence.ts';

/** What somebody may see of what happened. */
export function toAbout(told: Told, principal: Principal): About {
  switch (told.of) {
    case 'discrepancy': {
      const { of, discrepancy, kind, shipment, waybill, province, item, quantityMilli } = told;
      const seen = seesPledge(principal, told);
      return {
        ...{ of, discrepancy, kind, shipment, waybill, province, item },
        sector: told.sector as CaseAbout['sector'],
        pledge: seen ? told.pledge : null,
        pledgeReference: seen ? told.pledgeReference : null,
        unit: item === null ? null : (itemOf(item)?.unit ?? null),
        quantity: quantityMilli === null ? null : fromMilli(quantityMilli),
      };
    }
    case 'gap_flag':
      return { ...told, sector: told.sector as FlagAbout['sector'], months: [...told.months] };
    default:
      return { ...told };
  }
}

type CaseAbout = Extract<About, { of: 'discrepancy' }>;
type FlagAbout = Extract<About, { of: 'gap_flag' }>;

/** Whose cargo a pledge pays for is for its donor to know, and for those who manage the whole. */
function seesPledge(principal: Principal, { donor }: CaseTold): boolean {
  if (!mayAsk(principal, 'pledges:read')) return false;
  if (principal.role === 'manager' || principal.role === 'admin') return true;
  return donor !== null && organisationsOf(principal).includes(donor);
}

export function toNotice(
  row: NoticeRow,
  { principal, language, read }: { principal: Principal; language: Language; read: boolean },
): Notice {
  const about = toAbout(row.told, principal);
  return {
    ...{ id: row.id, type: row.type, read, about },
    at: toIso(row.at),
    text: sentenceOf(row.type, about, language),
    link: linkTo(about),
  };
}
