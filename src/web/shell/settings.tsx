/** Language, theme and signing out: one disclosure at the end of the header. */
import { useEffect, useRef, useState } from 'react';
import { Link, useRouter } from '@tanstack/react-router';
import type { Me } from '../../accounts/contract/people.ts';
import type { signOut } from '../../accounts/contract/sign-in.ts';
import { queries } from '../api/client.ts';
import { rememberMe } from '../api/me.ts';
import { askOpen } from '../api/request.ts';
import { useTexts } from '../text/catalogue.ts';
import { Button } from '../ui/button.tsx';
import { LanguageChoice, ThemeChoice } from './preferences.tsx';
import { useProblem } from './problems.tsx';
import { shellTexts } from './texts.ts';
import { toast } from './toasts.tsx';

/** What everybody has, whatever their role. */
const OWN_PAGES = [
  { to: '/notices', text: 'notices' },
  { to: '/account', text: 'account' },
] as const;

export function Settings({ me }: { me: Me }) {
  const t = useTexts(shellTexts);
  const [open, setOpen] = useState(false);
  const all = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!open) return undefined;
    const elsewhere = (event: Event) => !all.current?.contains(event.target as Node) && setOpen(false);
    document.addEventListener('pointerdown', elsewhere);
    document.addEventListener('focusin', elsewhere);
    return () => {
      document.removeEventListener('pointerdown', elsewhere);
      document.removeEventListener('focusin', elsewhere);
    };
  }, [open]);
  return (
    <div
      ref={all}
      className="relative"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open) return;
        setOpen(false);
        button.current?.focus();
      }}
    >
      <button
        ref={button}
        type="button"
        aria-expanded={open}
        aria-controls="settings"
        onClick={() => setOpen(!open)}
        className="min-h-11 max-w-44 cursor-pointer truncate rounded px-3 text-sm hover:bg-sunk"
      >
        {me.user?.name ?? me.id} <span aria-hidden="true">▾</span>
      </button>
      <div
        id="settings"
        hidden={!open}
        className="absolute end-0 top-full z-20 w-72 rounded border border-line bg-surface p-4 shadow-lg"
      >
        <div className="flex flex-col gap-4">
          <p className="text-sm">
            <span className="block font-semibold">{me.user?.name ?? me.id}</span>
            <span className="block text-quiet">
              {t(`role.${me.role}`)}
              {me.organisationName !== null && <> · {me.organisationName}</>}
            </span>
          </p>
          <nav aria-label={t('account')} className="-my-2 flex flex-col">
            {OWN_PAGES.map(({ to, text }) => (
              <Link
                key={to}
                to={to}
                onClick={() => setOpen(false)}
                className="flex min-h-11 items-center text-sm"
              >
                {t(text)}
              </Link>
            ))}
          </nav>
          <LanguageChoice />
          <ThemeChoice />
          <SignOut />
        </div>
      </div>
    </div>
  );
}

function SignOut() {
  const t = useTexts(shellTexts);
  const router = useRouter();
  const problem = useProblem();
  async function leave() {
    try {
      await askOpen<typeof signOut>('post', '/api/auth/sign-out');
    } catch (error) {
      toast({ tone: 'bad', text: problem(error).title });
      return;
    }
    rememberMe(undefined);
    queries.clear();
    await router.navigate({ to: '/sign-in' });
  }
  return <Button onPress={() => void leave()}>{t('signOut')}</Button>;
}
