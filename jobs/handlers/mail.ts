import { UnrecoverableError } from 'bullmq';
import type { Mail } from '../../src/notify/mail.ts';
import type { Log } from '../../src/platform/log.ts';
import type { Deliver } from '../registry.ts';

export interface MailSettings {
  smtpUrl: string | undefined;
  /** Who mail is from, an address with or without a name; its domain is that of every Message-ID. */
  mailFrom: string;
}

const NOBODY = 'aid-ledger@localhost';

/** Well within the lease of a delivery: a silent server is an attempt that failed, not a delivery that hangs. */
const TIMEOUTS = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 };
/** What a server says of this recipient or this message, and not of us: it will say the same again (RFC 5321 §4.2.1). */
const ABOUT_THE_MAIL = ['EENVELOPE', 'EMESSAGE'];

/**
 * Hands mail to the SMTP server. Without one it is written to the log, where whoever runs the service finds it: links to set a password
 * too, so keep that log as safe as the mailboxes.
 */
export function mailDeliverer({ smtpUrl, mailFrom = NOBODY }: Partial<MailSettings>, log: Log): Deliver {
  if (smtpUrl === undefined) {
    return async ({ id, payload }) => {
      const { to, subject, text } = payload as Mail;
      log.info({ mail: { id, to, subject, text } }, 'SMTP_URL is not set: a mail is written here, not sent');
    };
  }
  let opened: ReturnType<typeof open> | undefined;
  const open = async () => {
    // Loaded with the first mail: it costs memory that most processes never need.
    const { createTransport } = await import('nodemailer');
    return createTransport({ url: smtpUrl, ...TIMEOUTS }, { from: mailFrom });
  };
  const domain = /@([^@>\s]+)>?\s*$/.exec(mailFrom)?.[1] ?? 'localhost';
  return async ({ id, payload }) => {
    const { to, subject, text, html, language } = payload as Mail;
    try {
      await (
        await (opened ??= open())
      ).sendMail({
        // As an object it is one address, whatever it holds.
        to: { name: '', address: to },
        ...{ subject, text },
        ...(html === undefined ? {} : { html }),
        messageId: `<${id}@${domain}>`,
        headers: { 'auto-submitted': 'auto-generated', ...(language && { 'content-language': language }) },
        disableFileAccess: true,
        disableUrlAccess: true,
      });
    } catch (error) {
      if (isAboutTheMail(error)) throw new UnrecoverableError((error as Error).message);
      throw error;
    }
  };
}

function isAboutTheMail(error: unknown): boolean {
  const { code, responseCode } = error as { code?: string; responseCode?: number };
  return ABOUT_THE_MAIL.includes(code ?? '') && (responseCode ?? 0) >= 500;
}
