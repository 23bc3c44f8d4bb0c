/** Pages that a link opens. What opens the account stands after the #, and is taken out of the address at once. */
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { acceptInvitation, resetPassword, setUp } from '../../accounts/contract/people.ts';
import { Problem } from '../api/problem.ts';
import { askOpen } from '../api/request.ts';
import { ProblemNote, useFieldProblem } from '../shell/problems.tsx';
import { useTexts } from '../text/catalogue.ts';
import { Button, LinkButton } from '../ui/button.tsx';
import { TextField } from '../ui/text-field.tsx';
import { Card } from './card.tsx';
import { signInTexts } from './texts.ts';

function tokenOfAddress(): string {
  const token = window.location.hash.slice(1);
  if (token !== '') window.history.replaceState(window.history.state, '', window.location.pathname);
  return token;
}

interface Given {
  token: string;
  password: string;
  email: string;
  name: string;
}

function LinkPage({
  title,
  lead,
  isFirst = false,
  send,
}: {
  title: string;
  lead: string;
  isFirst?: boolean;
  send: (given: Given) => Promise<unknown>;
}) {
  const t = useTexts(signInTexts);
  const [token] = useState(tokenOfAddress);
  const [given, setGiven] = useState({ password: '', email: '', name: '' });
  const set = (field: keyof typeof given) => (value: string) =>
    setGiven((before) => ({ ...before, [field]: value }));
  const done = useMutation({ mutationFn: () => send({ ...given, token }) });
  const fieldProblem = useFieldProblem(done.error);
  if (done.isSuccess) {
    return (
      <Card title={title}>
        <p role="status">{t('passwordSet')}</p>
        <LinkButton to="/sign-in" weight="main">
          {t('signIn')}
        </LinkButton>
      </Card>
    );
  }
  const isGone = token === '' || (done.error instanceof Problem && done.error.code === 'not_found');
  return (
    <Card title={title} lead={lead}>
      {isGone ? (
        <>
          <p role="alert">{t('linkGone')}</p>
          <Link to="/forgotten-password" className="py-2 text-sm text-accent">
            {t('sendLink')}
          </Link>
        </>
      ) : (
        <form
          className="flex flex-col gap-5"
          onSubmit={(event) => {
            event.preventDefault();
            done.mutate();
          }}
        >
          {done.isError && <ProblemNote error={done.error} />}
          {isFirst && (
            <>
              <TextField
                label={t('name')}
                autoComplete="name"
                isRequired
                value={given.name}
                onChange={set('name')}
                problem={fieldProblem('/name')}
              />
              <TextField
                label={t('email')}
                type="email"
                autoComplete="username"
                isCode
                isRequired
                value={given.email}
                onChange={set('email')}
                problem={fieldProblem('/email')}
              />
            </>
          )}
          <TextField
            label={t('newPassword')}
            hint={t('passwordHint')}
            type="password"
            autoComplete="new-password"
            isCode
            isRequired
            value={given.password}
            onChange={set('password')}
            problem={fieldProblem('/password')}
          />
          <Button type="submit" weight="main" isPending={done.isPending}>
            {t('setPassword')}
          </Button>
        </form>
      )}
    </Card>
  );
}

export function InvitationPage() {
  const t = useTexts(signInTexts);
  return (
    <LinkPage
      title={t('invitation')}
      lead={t('invitationLead')}
      send={({ token, password }) =>
        askOpen<typeof acceptInvitation>('post', '/api/v1/invitations/accept', { token, password })
      }
    />
  );
}

export function ResetPage() {
  const t = useTexts(signInTexts);
  return (
    <LinkPage
      title={t('newPassword')}
      lead={t('resetLead')}
      send={({ token, password }) =>
        askOpen<typeof resetPassword>('post', '/api/v1/password-resets/accept', { token, password })
      }
    />
  );
}

export function SetUpPage() {
  const t = useTexts(signInTexts);
  return (
    <LinkPage
      title={t('setUp')}
      lead={t('setUpLead')}
      isFirst
      send={({ token, password, email, name }) =>
        askOpen<typeof setUp>('post', '/api/v1/set-up', {
          token,
          password,
          email: email.trim(),
          name: name.trim(),
        })
      }
    />
  );
}
