/** `npm run web:screenshots`: pictures of the main pages of the demo, into `docs/screenshots/`. */
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from 'playwright-core';
import sharp from 'sharp';
import { CHROMIUM } from '../support/browser.ts';
import { NOT_FOUND, startDemo } from './demo.ts';

interface Shot {
  name: string;
  path: string;
  as: string;
  language?: 'en' | 'fa' | 'ps';
  theme?: 'light' | 'dark';
  /** At the width of a phone. */
  isNarrow?: boolean;
}

const SHOTS: readonly Shot[] = [
  { name: 'overview', path: '/', as: 'manager@demo.test' },
  { name: 'overview-phone-fa', path: '/', as: 'coordinator@demo.test', language: 'fa', isNarrow: true },
  { name: 'field', path: '/field', as: 'coordinator@demo.test', isNarrow: true },
  { name: 'pledges', path: '/pledges', as: 'donor@demo.test' },
  { name: 'pledge-form', path: '/pledges/new', as: 'donor@demo.test' },
  { name: 'lane', path: '/gaps/AF10/food_security', as: 'manager@demo.test' },
  { name: 'discrepancies', path: '/discrepancies', as: 'manager@demo.test' },
  { name: 'people', path: '/users', as: 'admin@demo.test' },
  { name: 'audit', path: '/audit', as: 'admin@demo.test', theme: 'dark' },
];

const FOLDER = fileURLToPath(new URL('../../docs/screenshots/', import.meta.url));
const WIDE = { width: 1280, height: 900 };
const NARROW = { width: 360, height: 740 };

const demo = await startDemo();
const browser = await chromium.launch({
  executablePath: CHROMIUM,
  args: ['--no-sandbox', '--disable-dev-shm-usage'],
});
try {
  mkdirSync(FOLDER, { recursive: true });
  for (const shot of SHOTS) await take(shot);
} finally {
  await browser.close();
  await demo.close();
}

async function take({ name, path, as, language = 'en', theme = 'light', isNarrow }: Shot): Promise<void> {
  const context = await browser.newContext({
    viewport: isNarrow ? NARROW : WIDE,
    deviceScaleFactor: isNarrow ? 2 : 1,
    colorScheme: theme,
    baseURL: demo.url,
  });
  try {
    await context.addCookies([{ ...(await demo.signIn(as)), url: demo.url }]);
    await context.addInitScript(`localStorage.setItem('language', '${language}')`);
    const page = await context.newPage();
    await page.goto(path);
    await page.locator('h1').first().waitFor();
    await page.locator('.animate-pulse').first().waitFor({ state: 'detached' });
    await page.evaluate('document.fonts.ready');
    await save(page, name);
  } finally {
    await context.close();
  }
}

async function save(page: Page, name: string): Promise<void> {
  if ((await page.locator('h1').first().textContent()) === NOT_FOUND) {
    console.log(`${name}: there is no such page`);
    return;
  }
  const picture = await page.screenshot({ animations: 'disabled' });
  // Few colours: a palette is a third of the size, and nobody sees it.
  const { size } = await sharp(picture)
    .png({ palette: true, compressionLevel: 9 })
    .toFile(`${FOLDER}${name}.png`);
  console.log(`${name}.png: ${Math.round(size / 1000)} kB`);
}
