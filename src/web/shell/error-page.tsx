import { useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import { useTexts } from '../text/catalogue.ts';
import { Button } from '../ui/button.tsx';
import { ProblemNote } from './problems.tsx';
import { shellTexts } from './texts.ts';

/** A page that could not be shown: why, and another try. */
export function ErrorPage({ error, reset }: ErrorComponentProps) {
  const t = useTexts(shellTexts);
  const router = useRouter();
  return (
    <main id="main" tabIndex={-1} className="mx-auto flex max-w-xl flex-col gap-6 p-6 py-16">
      <h1 className="text-xl font-semibold">{t('pageFailed')}</h1>
      <ProblemNote error={error} />
      <Button
        weight="main"
        className="self-start"
        onPress={() => {
          reset();
          void router.invalidate();
        }}
      >
        {t('tryAgain')}
      </Button>
    </main>
  );
}
