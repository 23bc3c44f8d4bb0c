import type { DiscrepancyKind } from '../reconciliation/rules/discrepancies.ts';
import type { EventType } from './rules/event.ts';
import type { Language } from './rules/language.ts';
import { en } from './texts/en.ts';
import { fa } from './texts/fa.ts';
import { ps } from './texts/ps.ts';

/** Every text of notices and of the mails that gather them, once per language; `{name}` is replaced by what it names. */
export interface NoticeTexts {
  /** `{what}` is a list of what is known of it, `{sector}`, `{province}`, `{severity}`, `{months}` and `{url}` are themselves. */
  sentence: Record<EventType, string>;
  kinds: Record<DiscrepancyKind, string>;
  severity: Record<'serious' | 'critical', string>;
  why: Record<'gone' | 'failing', string>;
  waybill: string;
  pledge: string;
  amount: string;
  units: Record<'KGM' | 'H87' | 'SET' | 'MON', string>;
  comma: string;
  digest: {
    /** `{count}` is a number. */
    subject: string;
    one: string;
    greeting: string;
    more: string;
    all: string;
    stop: string;
  };
}

export const noticeTexts: Readonly<Record<Language, NoticeTexts>> = { en, fa, ps };
