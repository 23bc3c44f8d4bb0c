import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { renewBackupCodes } from '../../accounts/contract/sign-in.ts';
import { askOpen } from '../api/request.ts';
import { ProblemNote } from '../shell/problems.tsx';
import { useTexts } from '../text/catalogue.ts';
import { Button, LinkButton } from '../ui/button.tsx';
import { Badge, Section } from '../ui/plain.tsx';
import { ShownOnce } from '../ui/shown-once.tsx';
import { TextField } from '../ui/text-field.tsx';
import { accountTexts } from './texts.ts';

/** Whether signing in asks for a code of the phone too; the way to set it up, and new backup codes. */
export function SecondFactor({ isEnrolled }: { isEnrolled: boolean }) {
  const t = useTexts(accountTexts);
  return (
    <Section
      title={t('secondFactor')}
      aside={
        <Badge tone={isEnrolled ? 'good' : 'plain'}>
          {isEnrolled ? t('factorIsSet') : t('factorIsNotSet')}
        </Badge>
      }
    >
      {isEnrolled ? (
        <BackupCodes />
      ) : (
        <>
          <p className="max-w-2xl text-sm text-quiet">{t('factorLead')}</p>
          <LinkButton to="/second-factor" className="self-start">
            {t('setUpFactor')}
          </LinkButton>
        </>
      )}
    </Section>
  );
}

function BackupCodes() {
  const t = useTexts(accountTexts);
  const [password, setPassword] = useState('');
  const made = useMutation({
    mutationFn: () =>
      askOpen<typeof renewBackupCodes>('post', '/api/auth/two-factor/generate-backup-codes', { password }),
    onSuccess: () => setPassword(''),
  });
  if (made.data) return <ShownOnce label={t('codesOnce')} value={made.data.backupCodes.join('  ')} />;
  return (
    <form
      className="flex max-w-md flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        made.mutate();
      }}
    >
      <p className="text-sm text-quiet">{t('codesLead')}</p>
      {made.isError && <ProblemNote error={made.error} />}
      <TextField
        label={t('yourPassword')}
        type="password"
        autoComplete="current-password"
        isCode
        isRequired
        value={password}
        onChange={setPassword}
      />
      <Button type="submit" className="self-start" isPending={made.isPending}>
        {t('newCodes')}
      </Button>
    </form>
  );
}
