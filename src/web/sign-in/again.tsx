import { useEffect, useState } from 'react';
import { queries } from '../api/client.ts';
import { meQuery } from '../api/me.ts';
import { session } from '../api/session.ts';
import { useTexts } from '../text/catalogue.ts';
import { Dialog } from '../ui/dialog.tsx';
import { SignInForm } from './sign-in-form.tsx';
import { signInTexts } from './texts.ts';

/** The session ended in the middle of something: signing in above it, so that what was typed stays and what was asked goes on. */
export function SignInAgain() {
  const t = useTexts(signInTexts);
  const [ready, setReady] = useState(false);
  useEffect(() => {
    void signInTexts.load().then(() => setReady(true));
  }, []);
  const email = queries.getQueryData(meQuery.queryKey)?.user?.email;
  if (!ready) return null;
  return (
    <Dialog title={t('again')} isOpen>
      <p className="text-sm text-quiet">{t('againLead')}</p>
      <SignInForm {...(email === undefined ? {} : { email })} onDone={() => session.begin()} />
    </Dialog>
  );
}
