import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import type { invite } from '../../accounts/contract/people.ts';
import { queries } from '../api/client.ts';
import { keyOf } from '../api/keys.ts';
import { type AnswerOf, ask } from '../api/request.ts';
import { ProblemNote, useFieldProblem } from '../shell/problems.tsx';
import { useLanguage, useTexts } from '../text/catalogue.ts';
import { formatMoment } from '../text/dates.ts';
import { Button, LinkButton } from '../ui/button.tsx';
import { ShownOnce } from '../ui/shown-once.tsx';
import { TextField } from '../ui/text-field.tsx';
import { ChargeFields } from './charge-fields.tsx';
import type { Charge } from './rules/charge.ts';
import { usersTexts } from './texts.ts';

const NOBODY: Charge = { name: '', role: 'coordinator', organisation: null, provinces: null };

/** Adds somebody, and sends them the link with which they set a password. */
export function InvitePage() {
  const t = useTexts(usersTexts);
  const [email, setEmail] = useState('');
  const [charge, setCharge] = useState(NOBODY);
  const attempt = useRef(crypto.randomUUID());
  const sent = useMutation({
    mutationFn: () => {
      const { provinces, name, ...rest } = charge;
      return ask<typeof invite>('post', '/invitations', {
        body: {
          ...rest,
          email: email.trim(),
          name: name.trim(),
          provinces: provinces === null ? null : [...provinces],
        },
        idempotencyKey: attempt.current,
      });
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: keyOf('users', 'list') }),
    // Another try after a refusal may say something else.
    onError: () => (attempt.current = crypto.randomUUID()),
  });
  const problem = useFieldProblem(sent.error);
  function another() {
    attempt.current = crypto.randomUUID();
    sent.reset();
    setEmail('');
    setCharge({ ...charge, name: '' });
  }
  return (
    <div className="flex max-w-2xl flex-col gap-8">
      <header className="flex flex-col gap-2">
        <Link to="/users" className="self-start py-2 text-sm text-accent">
          {t('toPeople')}
        </Link>
        <h1 className="text-xl font-semibold">{t('invite')}</h1>
        <p className="text-quiet">{t('inviteLead')}</p>
      </header>
      {sent.data ? (
        <>
          <Invited invitation={sent.data} />
          <div className="flex flex-wrap gap-3">
            <Button onPress={another}>{t('anotherOne')}</Button>
            <LinkButton to="/users/$user" params={{ user: sent.data.user.id }}>
              {t('toPerson', { name: sent.data.user.name })}
            </LinkButton>
          </div>
        </>
      ) : (
        <form
          className="flex flex-col gap-6"
          onSubmit={(event) => {
            event.preventDefault();
            sent.mutate();
          }}
        >
          {sent.isError && <ProblemNote error={sent.error} />}
          <TextField
            label={t('email')}
            type="email"
            isCode
            isRequired
            value={email}
            onChange={setEmail}
            problem={problem('/email')}
          />
          <ChargeFields value={charge} onChange={setCharge} problem={problem} />
          <Button type="submit" weight="main" className="self-start" isPending={sent.isPending}>
            {t('sendInvitation')}
          </Button>
        </form>
      )}
    </div>
  );
}

/** What became of an invitation, with its link for somebody who has no mail. */
export function Invited({ invitation }: { invitation: AnswerOf<typeof invite> }) {
  const t = useTexts(usersTexts);
  const language = useLanguage();
  const { user, url, expiresAt } = invitation;
  return (
    <div className="flex flex-col gap-4 rounded border border-edge p-4">
      <p role="status" className="font-semibold">
        {t('invited', { name: user.name })}
      </p>
      <ShownOnce label={t('linkLead')} value={url} />
      <p className="text-sm text-quiet">{t('until', { moment: formatMoment(expiresAt, language) })}</p>
    </div>
  );
}
