/**
 * Every page of the route tree, in a language, light and dark, wide and as narrow as a phone: axe finds nothing, the browser complains of nothing,
 * and nothing has to be scrolled sideways. A page that is added is found by itself; one whose address needs a name is found by the links of the
 * others, or has to be added to `EXAMPLES`.
 */
import { createRouter } from '@tanstack/react-router';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { routeTree } from '../../../src/web/routes.ts';
import {
  axeFindings,
  OF_COLOURS,
  type OpenedPage,
  openPage,
  screenshot,
  signInOn,
  type WebLanguage,
} from '../../support/chromium.ts';
import { type DemoService, demoOfSuite } from '../../support/demo-service.ts';

const DAY_MS = 86_400_000;

/** Before one is in; every other page is looked at signed in. */
const OPEN = [
  '/sign-in',
  '/second-factor',
  '/forgotten-password',
  '/invitation',
  '/reset-password',
  '/set-up',
];

/** Pages that no other page links to: where one of them is. */
const EXAMPLES: Readonly<Record<string, (demo: DemoService) => Promise<string>>> = {
  async '/shared/$token'({ get, post }) {
    const [pledge] = (await get<{ items: { id: string }[] }>('/pledges', { limit: 1 })).body.items;
    const tomorrow = new Date(Date.now() + DAY_MS).toISOString().slice(0, 10);
    const shared = await post<{ token: string }>(`/pledges/${pledge?.id}/share`, { expiresOn: tomorrow });
    return `/shared/${shared.body.token}`;
  },
};

/** Whose day a page is of, where an administrator would see little of it. */
const SEEN_BY: readonly [RegExp, string][] = [[/^\/(field|queue)\b/, 'coordinator@demo.test']];
const OTHERWISE_SEEN_BY = 'admin@demo.test';

const paths = Object.keys(createRouter({ routeTree }).routesByPath);
const hasName = (path: string) => path.includes('$');
const seenBy = (path: string) => SEEN_BY.find(([pattern]) => pattern.test(path))?.[1] ?? OTHERWISE_SEEN_BY;
/** `/users/$user` → whether an address is one of its pages, and of no page that has no name in it. */
function isPageOf(path: string, address: string): boolean {
  const pattern = new RegExp(`^${path.replaceAll(/\$\w*/g, '[^/?]+')}(\\?.*)?$`);
  return pattern.test(address) && !paths.includes(address.replace(/\?.*/, ''));
}

/** Until everything that was asked for is there. */
async function settled(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor();
  await expect.poll(() => page.locator('.animate-pulse, .animate-spin').count(), { timeout: 30_000 }).toBe(0);
  // What is drawn after the first sight of the page is there once the browser has had nothing to do, twice.
  const idle = 'new Promise((resolve) => requestIdleCallback(() => requestIdleCallback(resolve)))';
  await page.evaluate(idle);
}

async function addressesOn(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(
    `[...document.querySelectorAll('a[href^="/"]')].map((link) => link.getAttribute('href'))`,
  );
}

const HEIGHT = 800;
const WIDTHS = [1440, 360] as const;
/** Where axe looks: the width at which most people read the language. */
const WIDTH: Readonly<Record<WebLanguage, (typeof WIDTHS)[number]>> = { en: 1440, fa: 360, ps: 360 };

/** Texts in pictures that do not end within them. */
const CUT_OFF = `[...document.querySelectorAll('svg text')].filter((text) => {
  const [inner, outer] = [text.getBoundingClientRect(), text.ownerSVGElement.getBoundingClientRect()];
  const isOut = inner.left < outer.left - 1 || inner.right > outer.right + 1 || inner.top < outer.top - 1 || inner.bottom > outer.bottom + 1;
  return inner.width > 0 && isOut;
}).map((text) => text.textContent)`;

/** What is wrong with the page that is open: in light everything, in the dark what could be another there; and at the other width what does not fit. */
async function faultsOf({ page, complaints }: OpenedPage, name: string, width: number): Promise<string[]> {
  const found = await axeFindings(page);
  // Its own last, at which it is looked at in the dark and left.
  for (const one of [...WIDTHS.filter((other) => other !== width), width]) {
    await page.setViewportSize({ width: one, height: HEIGHT });
    // Laid out anew, and so is what measures itself.
    await page.evaluate('new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))');
    const wide = await page.evaluate<number>(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    if (wide > 0) found.push(`has to be scrolled sideways by ${wide} px of ${one}`);
    // Cut off at the edge of a picture, 1.5 million reads as 1 million.
    for (const text of await page.evaluate<string[]>(CUT_OFF))
      found.push(`“${text}” is cut off at ${one} px`);
    await screenshot(page, `${name}-${one}`);
  }
  await page.evaluate(`document.documentElement.dataset.theme = 'dark'`);
  // Colours that are still on their way from light to dark are neither's.
  await page.evaluate(`document.getAnimations().forEach((one) => one.finish())`);
  const dark = await axeFindings(page, OF_COLOURS);
  await screenshot(page, `${name}-dark`);
  await page.evaluate(`delete document.documentElement.dataset.theme`);
  found.push(...dark.map((finding) => `in the dark: ${finding}`), ...complaints.splice(0));
  return found;
}

/** The test of one language: in a file of its own, so that they run beside one another. */
export function everyPageIsSoundIn(language: WebLanguage): void {
  const demo = demoOfSuite();
  test(`every page is sound in ${language}`, { timeout: 600_000 }, async () => {
    const { url, password } = demo();
    const faults: Record<string, string[]> = {};
    const links = new Set<string>();
    const width = WIDTH[language];
    const options = { language, width, height: HEIGHT, keepsOffline: language === 'en' };
    const people = new Map<string, OpenedPage>();
    async function signedInAs(email: string): Promise<OpenedPage> {
      const known = people.get(email);
      if (known) return known;
      const opened = await openPage(url, '/sign-in', options);
      await signInOn(opened.page, email, password);
      people.set(email, opened);
      return opened;
    }
    async function look(opened: OpenedPage, path: string, address: string): Promise<void> {
      const { page } = opened;
      await page.goto(address);
      await settled(page);
      const found = await faultsOf(
        opened,
        `${language}${path.replaceAll('/', '-').replaceAll('$', '')}`,
        width,
      );
      if (found.length > 0) faults[path] = found;
      for (const one of await addressesOn(page)) links.add(one);
    }

    const stranger = await openPage(url, '/sign-in', options);
    for (const path of OPEN) await look(stranger, path, path);
    const within = paths.filter((path) => !OPEN.includes(path));
    for (const path of within.filter((path) => !hasName(path)))
      await look(await signedInAs(seenBy(path)), path, path);
    // Those with a name in their address: a link may stand on another one of them.
    let left = within.filter(hasName);
    for (let before = Infinity; left.length > 0 && left.length < before;) {
      before = left.length;
      const after: string[] = [];
      for (const path of left) {
        const address = (await EXAMPLES[path]?.(demo())) ?? [...links].find((one) => isPageOf(path, one));
        if (address === undefined) after.push(path);
        else await look(await signedInAs(seenBy(path)), path, address);
      }
      left = after;
    }
    expect(faults).toEqual({});
    expect(left, 'pages that nothing links to: say in EXAMPLES where one of them is').toEqual([]);
  });
}
