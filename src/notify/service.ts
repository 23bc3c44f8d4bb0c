import type { Clock } from '../platform/clock.ts';
import type { AllowedHosts } from '../platform/outgoing/target.ts';
import type { Resolve } from '../platform/outgoing/send.ts';
import { sealerWith } from '../platform/sealing.ts';
import type { Store } from '../platform/storage/store.ts';
import { announceCases } from './service/cases.ts';
import { digesting } from './service/digests.ts';
import { forgetting } from './service/retention.ts';
import { announceFlag } from './service/flags.ts';
import { noticeReading } from './service/notices.ts';
import { webhookDelivering } from './service/deliver.ts';
import { preferenceKeeping } from './service/preferences.ts';
import { webhookKeeping } from './service/webhooks.ts';

export type NotifyService = ReturnType<typeof notifyService>;
export type { CaseChange } from './service/cases.ts';
export type { FlagChange } from './service/flags.ts';

export interface NotifySettings {
  /** At most one mail per person in so many minutes. */
  notifyDigestMinutes: number;
  /** Where links in mail begin. */
  publicUrl: string | undefined;
  /** So long notices are kept. */
  noticeRetentionDays: number;
  /** Hosts that webhooks may lead to though they are not on the public internet. */
  webhookAllowHosts: AllowedHosts;
  /** What the secrets of webhooks are sealed with; none: they are kept as they are. */
  secretsKey: string | undefined;
}

const DEFAULTS: NotifySettings = {
  ...{ notifyDigestMinutes: 60, noticeRetentionDays: 90, publicUrl: undefined },
  ...{ webhookAllowHosts: new Set(), secretsKey: undefined },
};

/** Telling people and programs of what happened: notices, mails that gather them, webhooks. */
export function notifyService({
  store,
  clock,
  settings,
  resolve,
}: {
  store: Store;
  clock: Clock;
  settings: Partial<NotifySettings>;
  resolve?: Resolve;
}) {
  const { notifyDigestMinutes, noticeRetentionDays, publicUrl, ...rest } = { ...DEFAULTS, ...settings };
  const { webhookAllowHosts: allowed, secretsKey } = rest;
  const sealer = sealerWith(secretsKey, 'webhook secrets');
  return {
    casesChanged: announceCases,
    flagChanged: announceFlag,
    webhooks: webhookKeeping({ store, clock, sealer, allowed }),
    /** Sends one message to its webhook; answers when to come back with it. */
    sendToWebhook: webhookDelivering({ store, clock, sealer, allowed, resolve }),
    /** Mails people what concerns them, when a period is over. */
    sendDigests: digesting({
      ...{ store, periodMs: notifyDigestMinutes * 60_000, base: publicUrl ?? 'http://localhost' },
    }),
    /** Forgets what was told long ago. */
    forget: forgetting({ store, noticeDays: noticeRetentionDays }),
    notices: noticeReading({ store, clock }),
    ...preferenceKeeping({ store, clock, digestMinutes: notifyDigestMinutes }),
  };
}
