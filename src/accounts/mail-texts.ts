import type { Mail } from '../notify/mail.ts';

interface Person {
  email: string;
  name: string;
}

/** What somebody reads who was added by an administrator. */
export function invitationMail({ email, name }: Person, url: string): Mail {
  return {
    to: email,
    subject: 'Your account in the aid ledger',
    text: [
      `Dear ${name},`,
      'an account was made for you in the aid ledger for Afghanistan. Set your password here, within seven days:',
      url,
      'The link works once. If you did not expect it, leave it: nothing happens.',
    ].join('\n\n'),
  };
}

/** What somebody reads who has forgotten the password. */
export function resetMail({ email, name }: Person, url: string): Mail {
  return {
    to: email,
    subject: 'A new password for the aid ledger',
    text: [
      `Dear ${name},`,
      'somebody, probably you, asked for a new password. Set it here, within an hour:',
      url,
      'The link works once, and ends every session. If it was not you, leave it: your password stays as it is.',
    ].join('\n\n'),
  };
}
