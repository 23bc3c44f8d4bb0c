/** E-mail address and password, and then the code of the second factor where there is one. */
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { signIn, verifyBackupCode, verifyTotp } from '../../accounts/contract/sign-in.ts';
import { askOpen } from '../api/request.ts';
import { ProblemNote } from '../shell/problems.tsx';
import { useTexts } from '../text/catalogue.ts';
import { latinDigits } from '../text/digits.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/text-field.tsx';
import { signInTexts } from './texts.ts';

/** @param email where it is known who signs in, and only the password is asked for */
export function SignInForm({ email: known, onDone }: { email?: string; onDone: () => void }) {
  const [needsCode, setNeedsCode] = useState(false);
  return needsCode ? (
    <CodeForm onDone={onDone} />
  ) : (
    <PasswordForm known={known} onDone={onDone} onCode={() => setNeedsCode(true)} />
  );
}

function PasswordForm({
  known,
  onDone,
  onCode,
}: {
  known: string | undefined;
  onDone: () => void;
  onCode: () => void;
}) {
  const t = useTexts(signInTexts);
  const [email, setEmail] = useState(known ?? '');
  const [password, setPassword] = useState('');
  const attempt = useMutation({
    mutationFn: () =>
      askOpen<typeof signIn>('post', '/api/auth/sign-in/email', { email: email.trim(), password }),
    onSuccess: ({ needs }) => (needs === null ? onDone() : onCode()),
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    attempt.mutate();
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-5">
      {attempt.isError && <ProblemNote error={attempt.error} />}
      <TextField
        label={t('email')}
        type="email"
        autoComplete="username"
        isCode
        isRequired
        value={email}
        onChange={setEmail}
        isReadOnly={known !== undefined}
        autoFocus={known === undefined}
      />
      <TextField
        label={t('password')}
        type="password"
        autoComplete="current-password"
        isCode
        isRequired
        value={password}
        onChange={setPassword}
        autoFocus={known !== undefined}
      />
      <Button type="submit" weight="main" isPending={attempt.isPending}>
        {t('signIn')}
      </Button>
    </form>
  );
}

function CodeForm({ onDone }: { onDone: () => void }) {
  const t = useTexts(signInTexts);
  const [isBackup, setIsBackup] = useState(false);
  const [code, setCode] = useState('');
  const attempt = useMutation({
    mutationFn: () => {
      const body = { code: latinDigits(code).trim() };
      return isBackup
        ? askOpen<typeof verifyBackupCode>('post', '/api/auth/two-factor/verify-backup-code', body)
        : askOpen<typeof verifyTotp>('post', '/api/auth/two-factor/verify-totp', body);
    },
    onSuccess: onDone,
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    attempt.mutate();
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-5">
      {attempt.isError && <ProblemNote error={attempt.error} />}
      <TextField
        key={String(isBackup)}
        label={isBackup ? t('backupCode') : t('code')}
        hint={isBackup ? t('backupHint') : t('codeHint')}
        autoComplete="one-time-code"
        inputMode={isBackup ? 'text' : 'numeric'}
        isCode
        isRequired
        autoFocus
        value={code}
        onChange={setCode}
      />
      <Button type="submit" weight="main" isPending={attempt.isPending}>
        {t('signIn')}
      </Button>
      <Button
        weight="quiet"
        onPress={() => {
          setIsBackup(!isBackup);
          setCode('');
        }}
      >
        {isBackup ? t('useCode') : t('useBackup')}
      </Button>
    </form>
  );
}
