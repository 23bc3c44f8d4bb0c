/** What stands around every page. */
import { Link, Outlet, useRouter, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { queries } from '../api/client.ts';
import { followChanges } from '../api/live.ts';
import { useMe } from '../api/me.ts';
import { useSessionEnded } from '../api/session.ts';
import { useTexts } from '../text/catalogue.ts';
import { LinkButton } from '../ui/button.tsx';
import { Later } from '../ui/later.tsx';
import { type Destination, destinationsFor } from './navigation.ts';
import { OfflineNote } from './offline.tsx';
import { Settings } from './settings.tsx';
import { Toasts } from './toasts.tsx';
import { shellTexts } from './texts.ts';

const SignInAgain = lazy(async () => ({ default: (await import('../sign-in/again.tsx')).SignInAgain }));
const beginField = async () => (await import('../field/sync/field.ts')).beginField();

/** Around pages with and without a sign-in. */
export function Root() {
  const t = useTexts(shellTexts);
  const hasEnded = useSessionEnded();
  useArrival();
  return (
    <>
      <a
        href="#main"
        className="sr-only rounded bg-accent p-3 text-on-accent focus:not-sr-only focus:fixed focus:start-3 focus:top-3 focus:z-50"
      >
        {t('skip')}
      </a>
      <Outlet />
      <Toasts />
      {hasEnded && (
        <Suspense>
          <SignInAgain />
        </Suspense>
      )}
    </>
  );
}

/** A page that is arrived at says its title, and takes the focus, so that whoever hears it begins there. */
function useArrival(): void {
  const t = useTexts(shellTexts);
  const { matches, href } = useRouterState({
    select: ({ matches, location, resolvedLocation }) => ({
      matches,
      href: resolvedLocation?.pathname ?? location.pathname,
    }),
    structuralSharing: false,
  });
  const title = matches.at(-1)?.staticData.title?.();
  const name = t('name');
  useEffect(() => {
    document.title = title === undefined ? name : `${title} · ${name}`;
  }, [title, name]);
  const arrived = useRef(false);
  useEffect(() => {
    if (arrived.current) document.getElementById('main')?.focus({ preventScroll: true });
    arrived.current = true;
  }, [href]);
}

/** Around pages for whoever is signed in. */
export function Frame() {
  const t = useTexts(shellTexts);
  const me = useMe();
  // What waits on the phone is sent from every page.
  const isInField = me.role === 'coordinator';
  useEffect(() => {
    if (isInField) void beginField();
  }, [isInField, me.id]);
  const [open, setOpen] = useState(false);
  const href = useRouterState({ select: ({ location }) => location.href });
  useEffect(() => setOpen(false), [href]);
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="no-print border-b border-line bg-surface">
        <div className="mx-auto flex max-w-7xl items-center gap-x-6 gap-y-1 px-4 sm:px-6">
          <Link to="/" className="flex min-h-14 shrink-0 items-center font-semibold text-ink no-underline">
            {t('name')}
          </Link>
          <nav
            aria-label={t('pages')}
            className={`${open ? 'flex' : 'hidden'} absolute inset-x-0 top-14 z-20 flex-col border-b border-line bg-surface px-4 pb-2 lg:static lg:flex lg:flex-1 lg:flex-row lg:border-0 lg:p-0`}
          >
            <Later>
              <Destinations key={href} />
            </Later>
          </nav>
          <div className="ms-auto flex items-center">
            <Later before={<span className="size-11" />}>
              <Settings me={me} />
            </Later>
            <button
              type="button"
              aria-expanded={open}
              onClick={() => setOpen(!open)}
              className="min-h-11 cursor-pointer rounded px-3 text-sm font-semibold text-accent lg:hidden"
            >
              {t('menu')}
            </button>
          </div>
        </div>
      </header>
      <OfflineNote />
      <main id="main" tabIndex={-1} className="mx-auto w-full max-w-7xl flex-1 px-4 py-8 sm:px-6 sm:py-10">
        <Later>
          <Outlet />
          <Later>
            <Changes />
          </Later>
        </Later>
      </main>
    </div>
  );
}

/** What changes is told on a line of its own, which a page that opens on a slow one is to have first. */
function Changes() {
  useEffect(() => followChanges(queries), []);
  return null;
}

/** The pages there are for this person: those of their day, and the others behind one more press. */
function Destinations() {
  const t = useTexts(shellTexts);
  const me = useMe();
  const { routesByPath } = useRouter();
  const { daily, others } = destinationsFor(me, routesByPath);
  return (
    <>
      {daily.map((one) => (
        <NavigationLink key={one.to} to={one} />
      ))}
      {others.length > 0 && (
        <details
          className="relative"
          onBlur={({ currentTarget, relatedTarget }) => {
            if (!currentTarget.contains(relatedTarget)) currentTarget.open = false;
          }}
        >
          <summary className="flex min-h-11 cursor-pointer items-center text-sm text-quiet hover:text-ink lg:min-h-14 lg:px-2.5">
            {t('nav.more')}&nbsp;<span aria-hidden="true">▾</span>
          </summary>
          <div className="flex flex-col bg-surface ps-4 lg:absolute lg:end-0 lg:top-full lg:z-20 lg:min-w-52 lg:rounded lg:border lg:border-line lg:px-4 lg:py-2 lg:shadow-lg">
            {others.map((one) => (
              <NavigationLink key={one.to} to={one} isBeneath />
            ))}
          </div>
        </details>
      )}
    </>
  );
}

function NavigationLink({ to: { to, text }, isBeneath = false }: { to: Destination; isBeneath?: boolean }) {
  const t = useTexts(shellTexts);
  return (
    <Link
      to={to}
      activeOptions={{ exact: to === '/' }}
      activeProps={{ 'aria-current': 'page' }}
      className={`flex min-h-11 items-center text-sm text-quiet no-underline hover:text-ink aria-[current=page]:font-semibold aria-[current=page]:text-ink ${isBeneath ? '' : 'border-b-2 border-transparent aria-[current=page]:border-accent lg:min-h-14 lg:px-2.5'}`}
    >
      {t(text)}
    </Link>
  );
}

export function NotFound() {
  const t = useTexts(shellTexts);
  return (
    <main id="main" tabIndex={-1} className="mx-auto flex max-w-xl flex-col gap-6 p-6 py-16">
      <h1 className="text-xl font-semibold">{t('notFound')}</h1>
      <p className="text-quiet">{t('notFoundAdvice')}</p>
      <LinkButton to="/" weight="main" className="self-start">
        {t('toOverview')}
      </LinkButton>
    </main>
  );
}
