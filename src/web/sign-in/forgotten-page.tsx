import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { requestPasswordReset } from '../../accounts/contract/people.ts';
import { askOpen } from '../api/request.ts';
import { ProblemNote } from '../shell/problems.tsx';
import { useTexts } from '../text/catalogue.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/text-field.tsx';
import { Card } from './card.tsx';
import { signInTexts } from './texts.ts';

/** Has a link sent to set a new password; says the same whether the address is known or not. */
export function ForgottenPage() {
  const t = useTexts(signInTexts);
  const [email, setEmail] = useState('');
  const asked = useMutation({
    mutationFn: () =>
      askOpen<typeof requestPasswordReset>('post', '/api/v1/password-resets', { email: email.trim() }),
  });
  return (
    <Card title={t('forgotten')} lead={t('forgottenLead')}>
      {asked.isSuccess ? (
        <p role="status">{t('linkSent')}</p>
      ) : (
        <form
          className="flex flex-col gap-5"
          onSubmit={(event) => {
            event.preventDefault();
            asked.mutate();
          }}
        >
          {asked.isError && <ProblemNote error={asked.error} />}
          <TextField
            label={t('email')}
            type="email"
            autoComplete="username"
            isCode
            isRequired
            value={email}
            onChange={setEmail}
          />
          <Button type="submit" weight="main" isPending={asked.isPending}>
            {t('sendLink')}
          </Button>
        </form>
      )}
      <Link to="/sign-in" className="self-start py-2 text-sm text-accent">
        {t('signIn')}
      </Link>
    </Card>
  );
}
