import { useMutation } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import type { enableSecondFactor, verifyTotp } from '../../accounts/contract/sign-in.ts';
import { queries } from '../api/client.ts';
import { askOpen } from '../api/request.ts';
import { ProblemNote } from '../shell/problems.tsx';
import { useTexts } from '../text/catalogue.ts';
import { latinDigits } from '../text/digits.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/text-field.tsx';
import { Card } from './card.tsx';
import { signInTexts } from './texts.ts';

/** Sets up the authenticator that managers and administrators need where the service asks for one. */
export function SecondFactorPage() {
  const t = useTexts(signInTexts);
  const router = useRouter();
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const begun = useMutation({
    mutationFn: () => askOpen<typeof enableSecondFactor>('post', '/api/auth/two-factor/enable', { password }),
  });
  const finished = useMutation({
    mutationFn: () =>
      askOpen<typeof verifyTotp>('post', '/api/auth/two-factor/verify-totp', {
        code: latinDigits(code).trim(),
      }),
    onSuccess: async () => {
      queries.clear();
      await router.navigate({ to: '/', replace: true });
    },
  });
  const secret = begun.data && (new URL(begun.data.totpUri).searchParams.get('secret') ?? '');
  return (
    <Card title={t('setUpFactor')} lead={t('setUpFactorLead')}>
      {begun.data === undefined ? (
        <form
          className="flex flex-col gap-5"
          onSubmit={(event) => {
            event.preventDefault();
            begun.mutate();
          }}
        >
          {begun.isError && <ProblemNote error={begun.error} />}
          <TextField
            label={t('password')}
            type="password"
            autoComplete="current-password"
            isCode
            isRequired
            value={password}
            onChange={setPassword}
          />
          <Button type="submit" weight="main" isPending={begun.isPending}>
            {t('begin')}
          </Button>
        </form>
      ) : (
        <form
          className="flex flex-col gap-6"
          onSubmit={(event) => {
            event.preventDefault();
            finished.mutate();
          }}
        >
          {finished.isError && <ProblemNote error={finished.error} />}
          <div className="flex flex-col gap-2">
            <h2 className="font-semibold">{t('step1')}</h2>
            <a href={begun.data.totpUri} className="py-2 text-sm text-accent">
              {t('openAuthenticator')}
            </a>
            <p className="text-sm text-quiet">{t('orType')}</p>
            <code className="code-text rounded bg-sunk p-3 break-all">
              {secret?.match(/.{1,4}/g)?.join(' ')}
            </code>
          </div>
          <div className="flex flex-col gap-2">
            <h2 className="font-semibold">{t('step2')}</h2>
            <p className="text-sm text-quiet">{t('backupLead')}</p>
            <ul className="numbers grid grid-cols-2 gap-2 rounded bg-sunk p-3" dir="ltr">
              {begun.data.backupCodes.map((one) => (
                <li key={one}>
                  <code>{one}</code>
                </li>
              ))}
            </ul>
          </div>
          <TextField
            label={t('code')}
            hint={t('codeHint')}
            autoComplete="one-time-code"
            inputMode="numeric"
            isCode
            isRequired
            value={code}
            onChange={setCode}
          />
          <Button type="submit" weight="main" isPending={finished.isPending}>
            {t('finish')}
          </Button>
        </form>
      )}
    </Card>
  );
}
