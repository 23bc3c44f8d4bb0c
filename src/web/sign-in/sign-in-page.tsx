import { getRouteApi, Link, useRouter } from '@tanstack/react-router';
import { queries } from '../api/client.ts';
import { meQuery } from '../api/me.ts';
import { destinationsFor } from '../shell/navigation.ts';
import { useTexts } from '../text/catalogue.ts';
import { Card } from './card.tsx';
import { SignInForm } from './sign-in-form.tsx';
import { signInTexts } from './texts.ts';

const route = getRouteApi('/sign-in');

export function SignInPage() {
  const t = useTexts(signInTexts);
  const { to, error } = route.useSearch();
  const router = useRouter();
  /** Where somebody's day begins: a field coordinator's at the list. */
  async function home(): Promise<string> {
    const me = await queries.ensureQueryData(meQuery);
    return destinationsFor(me, router.routesByPath).daily[0]?.to ?? '/';
  }
  async function enter() {
    // Whoever was here before may have been allowed other things.
    queries.clear();
    await router.navigate({ href: to === undefined || to === '/' ? await home() : to, replace: true });
  }
  return (
    <Card title={t('signIn')} lead={t('lead')}>
      {error !== undefined && (
        <p role="alert" className="text-sm text-bad">
          {t('providerRefused')}
        </p>
      )}
      <SignInForm onDone={() => void enter()} />
      <Link to="/forgotten-password" className="self-start py-2 text-sm text-accent">
        {t('forgotten')}
      </Link>
    </Card>
  );
}
