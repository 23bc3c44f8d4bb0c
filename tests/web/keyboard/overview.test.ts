/** The way in and the overview without a mouse. */
import { expect, test } from 'vitest';
import { openPage } from '../../support/chromium.ts';
import { demoOfSuite } from '../../support/demo-service.ts';
import { UNSEEN } from '../../support/keyboard.ts';

const demo = demoOfSuite();

test('signing in and the overview need no mouse', async () => {
  const { url, password } = demo();
  const { page } = await openPage(url, '/');
  await page.locator('form').waitFor();
  // The address has the focus already.
  await page.keyboard.type('manager@demo.test');
  await page.keyboard.press('Tab');
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
  await page.locator('ol > li').first().waitFor();

  // The first stop of the page leads past the navigation.
  await page.reload();
  await page.locator('ol > li').first().waitFor();
  await page.keyboard.press('Tab');
  const focused = () =>
    page.evaluate<string>(`document.activeElement.getAttribute('href') ?? document.activeElement.id`);
  expect(await focused()).toBe('#main');
  await page.keyboard.press('Enter');
  expect(await focused()).toBe('main');

  // The sector is the first thing within, and chosen by the arrows.
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowRight');
  await page.waitForURL('**/?sector=education');

  // Every stop from there to the end of the page can be seen, and lanes are among them.
  let lanes = 0;
  for (let stops = 0; stops < 200; stops += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate<boolean>('document.activeElement === document.body')) break;
    expect(await page.evaluate<string | null>(UNSEEN)).toBeNull();
    if (await page.evaluate<boolean>(`document.activeElement.matches('ol > li a')`)) lanes += 1;
  }
  expect(lanes).toBeGreaterThan(0);
});
