import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type {
  changeUser,
  dropSecondFactor,
  inviteAgain,
  requestPasswordReset,
  User,
} from '../../accounts/contract/people.ts';
import { queries } from '../api/client.ts';
import { keyOf } from '../api/keys.ts';
import { useMe } from '../api/me.ts';
import { ask, askOpen, exchange } from '../api/request.ts';
import { ProblemNote } from '../shell/problems.tsx';
import { toast } from '../shell/toasts.tsx';
import { useTexts } from '../text/catalogue.ts';
import { Button } from '../ui/button.tsx';
import { Confirm } from '../ui/confirm.tsx';
import { Section } from '../ui/plain.tsx';
import { Invited } from './invite-page.tsx';
import { usersTexts } from './texts.ts';

const refresh = () => queries.invalidateQueries({ queryKey: keyOf('users') });

/** How somebody gets in, and no longer: links, the second factor, the account itself. */
export function GettingIn({ user, etag }: { user: User; etag: string | undefined }) {
  const t = useTexts(usersTexts);
  return (
    <Section title={t('access')}>
      <ul className="flex flex-col">
        {!user.disabled && (
          <>
            <Invitation user={user} />
            <Reset user={user} />
          </>
        )}
        {user.secondFactor && <Factor user={user} />}
        <Standing user={user} etag={etag} />
      </ul>
    </Section>
  );
}

function Step({ lead, button, children }: { lead: string; button: ReactNode; children?: ReactNode }) {
  return (
    <li className="flex flex-col gap-3 border-b border-line py-4">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <p className="min-w-0 flex-1 basis-60 text-sm text-quiet">{lead}</p>
        {button}
      </div>
      {children}
    </li>
  );
}

function Invitation({ user }: { user: User }) {
  const t = useTexts(usersTexts);
  const sent = useMutation({
    mutationFn: () =>
      ask<typeof inviteAgain>('post', '/users/{id}/invitation', {
        params: { id: user.id },
        idempotencyKey: crypto.randomUUID(),
      }),
  });
  return (
    <Step
      lead={t('inviteAgainLead')}
      button={
        <Button isPending={sent.isPending} onPress={() => sent.mutate()}>
          {t('inviteAgain')}
        </Button>
      }
    >
      {sent.isError && <ProblemNote error={sent.error} />}
      {sent.data && <Invited invitation={sent.data} />}
    </Step>
  );
}

function Reset({ user }: { user: User }) {
  const t = useTexts(usersTexts);
  const sent = useMutation({
    mutationFn: () =>
      askOpen<typeof requestPasswordReset>('post', '/api/v1/password-resets', { email: user.email }),
    onSuccess: () => toast({ text: t('resetSent', { email: user.email }) }),
  });
  return (
    <Step
      lead={t('resetLead', { email: user.email })}
      button={
        <Button isPending={sent.isPending} onPress={() => sent.mutate()}>
          {t('sendReset')}
        </Button>
      }
    >
      {sent.isError && <ProblemNote error={sent.error} />}
    </Step>
  );
}

function Factor({ user }: { user: User }) {
  const t = useTexts(usersTexts);
  const [isAsking, setAsking] = useState(false);
  return (
    <Step
      lead={t('dropFactorLead')}
      button={<Button onPress={() => setAsking(true)}>{t('dropFactor')}</Button>}
    >
      <Confirm
        title={t('dropFactorTitle', { name: user.name })}
        action={t('dropFactor')}
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        onConfirm={async () => {
          await ask<typeof dropSecondFactor>('delete', '/users/{id}/second-factor', {
            params: { id: user.id },
          });
          await refresh();
        }}
      >
        <p>{t('dropFactorAdvice')}</p>
      </Confirm>
    </Step>
  );
}

function Standing({ user, etag }: { user: User; etag: string | undefined }) {
  const t = useTexts(usersTexts);
  const me = useMe();
  const [isAsking, setAsking] = useState(false);
  async function change(disabled: boolean) {
    await exchange<typeof changeUser>('patch', '/users/{id}', {
      params: { id: user.id },
      body: { disabled },
      ifMatch: etag,
    });
    await refresh();
  }
  const enabled = useMutation({ mutationFn: () => change(false) });
  if (user.disabled) {
    return (
      <Step
        lead={t('enableLead')}
        button={
          <Button isPending={enabled.isPending} onPress={() => enabled.mutate()}>
            {t('enable')}
          </Button>
        }
      >
        {enabled.isError && <ProblemNote error={enabled.error} />}
      </Step>
    );
  }
  if (me.user?.id === user.id) return null;
  return (
    <Step
      lead={t('disableLead')}
      button={
        <Button weight="danger" onPress={() => setAsking(true)}>
          {t('disable')}
        </Button>
      }
    >
      <Confirm
        title={t('disableTitle', { name: user.name })}
        action={t('disable')}
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        onConfirm={() => change(true)}
      >
        <ul className="list-disc ps-5">
          <li>{t('disable.sessions')}</li>
          <li>{t('disable.keys')}</li>
          <li>{t('disable.invitation')}</li>
          <li>{t('disable.records')}</li>
        </ul>
      </Confirm>
    </Step>
  );
}
