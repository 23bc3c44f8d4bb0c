import type { ReactNode } from 'react';
import { useTexts } from '../text/catalogue.ts';
import { LanguageChoice } from '../shell/preferences.tsx';
import { shellTexts } from '../shell/texts.ts';

/** A page with one form and nothing around it but the language. */
export function Card({ title, lead, children }: { title: string; lead?: ReactNode; children: ReactNode }) {
  const t = useTexts(shellTexts);
  return (
    <div className="mx-auto flex min-h-dvh w-full max-w-md flex-col gap-8 px-4 py-8 sm:py-16">
      <header className="flex flex-wrap items-center justify-between gap-4">
        <span className="font-semibold">{t('name')}</span>
        <LanguageChoice />
      </header>
      <main id="main" tabIndex={-1} className="flex flex-col gap-6">
        <div className="flex flex-col gap-2">
          <h1 className="text-xl font-semibold">{title}</h1>
          {lead !== undefined && <p className="text-quiet">{lead}</p>}
        </div>
        {children}
      </main>
    </div>
  );
}
