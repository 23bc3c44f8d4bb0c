import './ui/theme.css';
import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { QueryClientProvider } from '@tanstack/react-query';
import { createRouter, RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { queries } from './api/client.ts';
import { routeTree } from './routes.ts';
import { shellTexts } from './shell/texts.ts';
import { keepOffline } from './shell/worker.ts';
import { changeLanguage } from './text/catalogue.ts';
import { languageAtStart } from './text/language.ts';
import { words } from './text/words.ts';
import { uiTexts } from './ui/texts.ts';

const router = createRouter({
  routeTree,
  defaultPreload: 'intent',
  // What a page asks is kept by the queries; the router keeps nothing besides.
  defaultPreloadStaleTime: 0,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

async function start(): Promise<void> {
  const place = document.getElementById('app');
  if (!place) throw new Error('the document has no place for the application');
  await Promise.all([shellTexts.load(), uiTexts.load(), words.load(), changeLanguage(languageAtStart())]);
  createRoot(place).render(
    <StrictMode>
      <I18nProvider i18n={i18n}>
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </I18nProvider>
    </StrictMode>,
  );
  keepOffline();
}

void start();
