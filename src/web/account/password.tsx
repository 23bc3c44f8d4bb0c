import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { changePassword } from '../../accounts/contract/people.ts';
import { queries } from '../api/client.ts';
import { keyOf } from '../api/keys.ts';
import { ask } from '../api/request.ts';
import { ProblemNote, useFieldProblem } from '../shell/problems.tsx';
import { toast } from '../shell/toasts.tsx';
import { useTexts } from '../text/catalogue.ts';
import { Button } from '../ui/button.tsx';
import { Section } from '../ui/plain.tsx';
import { TextField } from '../ui/text-field.tsx';
import { accountTexts } from './texts.ts';

export function Password() {
  const t = useTexts(accountTexts);
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const changed = useMutation({
    mutationFn: () =>
      ask<typeof changePassword>('post', '/me/password', { body: { current, password: next } }),
    onSuccess: async () => {
      setCurrent('');
      setNext('');
      toast({ text: t('passwordChanged') });
      await queries.invalidateQueries({ queryKey: keyOf('users', 'sessions') });
    },
  });
  const problem = useFieldProblem(changed.error);
  return (
    <Section title={t('password')}>
      <form
        className="flex max-w-md flex-col gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          changed.mutate();
        }}
      >
        {changed.isError && <ProblemNote error={changed.error} />}
        <TextField
          label={t('currentPassword')}
          type="password"
          autoComplete="current-password"
          isCode
          isRequired
          value={current}
          onChange={setCurrent}
          problem={problem('/current')}
        />
        <TextField
          label={t('newPassword')}
          hint={t('passwordHint')}
          type="password"
          autoComplete="new-password"
          isCode
          isRequired
          value={next}
          onChange={setNext}
          problem={problem('/password')}
        />
        <Button type="submit" className="self-start" isPending={changed.isPending}>
          {t('changePassword')}
        </Button>
      </form>
    </Section>
  );
}
