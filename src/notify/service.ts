import type { Clock } from '../platform/clock.ts';
import type { Store } from '../platform/storage/store.ts';
import { announceCases } from './service/cases.ts';
import { announceFlag } from './service/flags.ts';
import { noticeReading } from './service/notices.ts';
import { preferenceKeeping } from './service/preferences.ts';

export type NotifyService = ReturnType<typeof notifyService>;
export type { CaseChange } from './service/cases.ts';
export type { FlagChange } from './service/flags.ts';

export interface NotifySettings {
  /** At most one mail per person in so many minutes. */
  notifyDigestMinutes: number;
}

const DEFAULTS: NotifySettings = { notifyDigestMinutes: 60 };

/** Telling people and programs of what happened: notices, mails that gather them, webhooks. */
export function notifyService({
  store,
  clock,
  settings,
}: {
  store: Store;
  clock: Clock;
  settings: Partial<NotifySettings>;
}) {
  const { notifyDigestMinutes } = { ...DEFAULTS, ...settings };
  return {
    casesChanged: announceCases,
    flagChanged: announceFlag,
    notices: noticeReading({ store, clock }),
    ...preferenceKeeping({ store, clock, digestMinutes: notifyDigestMinutes }),
  };
}
