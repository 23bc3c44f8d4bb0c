/** A manager's whole work without a mouse: gaps and what is behind them, what-if, a plan, a flag; in a real browser, on the real service. */
import { expect, test } from 'vitest';
import { openPage, signInOn } from '../support/chromium.ts';
import { demoOfSuite } from '../support/demo-service.ts';
import { keyboardOf } from '../support/keyboard.ts';
import { FOOD, ledgerOf, WHEAT } from '../support/ledger.ts';

const demo = demoOfSuite();

const DAY_MS = 86_400_000;

async function manager(path: string) {
  const { url, password } = demo();
  const { page } = await openPage(url, path);
  await signInOn(page, 'manager@demo.test', password);
  return { page, keyboard: keyboardOf(page) };
}

test('filters the gaps, opens a lane, the records behind a number, and the shipment; and the report of the past', async () => {
  const { page, keyboard } = await manager('/gaps');
  await page.getByRole('heading', { name: '34 lanes' }).waitFor();

  // The report as it was known at the end of yesterday: before the ledger was filled.
  const yesterday = new Date(Date.now() - DAY_MS);
  const dialog = page.getByRole('dialog');
  await keyboard.enter(page.getByRole('button', { name: 'As known on …' }));
  await keyboard.write(dialog.getByLabel('Day', { exact: true }), String(yesterday.getUTCDate()));
  await keyboard.write(
    dialog.getByRole('combobox', { name: 'Month' }),
    yesterday.toLocaleString('en-GB', { month: 'long', timeZone: 'UTC' }),
  );
  await keyboard.write(dialog.getByLabel('Year', { exact: true }), String(yesterday.getUTCFullYear()));
  await keyboard.enter(dialog.getByRole('button', { name: 'Show' }));
  await page.getByText('No need and no supply had been recorded by then').waitFor();
  await keyboard.enter(page.getByRole('button', { name: 'Back to now' }));
  await page.getByRole('heading', { name: '34 lanes' }).waitFor();

  await keyboard.choose(page.getByRole('button', { name: /All regions/ }), 'Western');
  await keyboard.find(page.getByRole('combobox', { name: 'Province' }), 'Hir');
  await page.waitForURL('**province=AF32**');
  await keyboard.enter(page.locator('tbody th a'));
  await page.waitForURL('**/gaps/AF32/food_security**');
  await keyboard.enter(page.getByRole('link', { name: /^Delivered: / }));
  await page.waitForURL('**class=delivered**');
  await keyboard.enter(page.locator('#records').getByRole('link', { name: 'SAMPLE-ISQ-01' }));
  await page.getByRole('heading', { level: 1, name: /SAMPLE-ISQ-01/ }).waitFor();
  expect(new URL(page.url()).pathname).toMatch(/^\/shipments\//);
});

test('states a change of the world and reads what it does; makes a plan and accepts it', async () => {
  const ledger = ledgerOf(demo());
  const donor = await ledger.organisation();
  await ledger.pledge(donor, {
    ...{ reference: 'PLANNED-02', earmarking: 1 },
    expectedBy: new Date(Date.now() + 20 * DAY_MS).toISOString().slice(0, 10),
    lines: [{ sector: FOOD, item: WHEAT, quantity: 360_000 }],
  });
  await demo().settled();
  const { page, keyboard } = await manager('/what-if');
  await keyboard.choose(page.getByRole('button', { name: /What changes/ }), 'A corridor');
  await keyboard.find(page.getByRole('combobox', { name: 'Crossing' }), 'hair');
  await keyboard.write(page.getByRole('textbox', { name: 'Days more' }), '45');
  await keyboard.press('Enter');
  await page.getByRole('table', { name: 'Lanes and months that would be other' }).waitFor();
  await page.getByRole('link', { name: 'SAMPLE-HAI-07' }).waitFor();

  // Another beside it: snow on a pass.
  await keyboard.choose(page.getByRole('button', { name: /What changes/ }), 'Something');
  await keyboard.find(page.getByRole('combobox', { name: 'Pass, road or flood' }), 'Salang');
  await keyboard.enter(page.getByRole('button', { name: 'Add it' }));
  await page.getByText(/^Cargo meets: Salang pass/).waitFor();
  await keyboard.enter(page.getByRole('button', { name: /^Remove: Cargo meets/ }));
  await page.getByText(/^Cargo meets/).waitFor({ state: 'detached' });

  await keyboard.enter(page.getByRole('navigation').locator('summary'));
  await keyboard.enter(page.getByRole('link', { name: 'Where next' }));
  await keyboard.enter(page.getByRole('button', { name: 'Make a plan' }));
  await page.getByText('proposed', { exact: true }).waitFor();
  await keyboard.enter(page.getByRole('button', { name: 'Accept the plan' }));
  const dialog = page.getByRole('dialog');
  await keyboard.tabTo(dialog.getByText('I have looked at what goes where').locator('..'));
  await keyboard.press('Space');
  await keyboard.enter(dialog.getByRole('button', { name: 'Accept the plan' }));
  await page.getByText('accepted', { exact: true }).waitFor();
  expect(await page.getByText(/accepted by Demo Manager/).count()).toBe(1);
});

test('resolves a flag, and reads who did', async () => {
  const { page, keyboard } = await manager('/flags?sector=education');
  const open = page.getByRole('region', { name: 'Open', exact: true });
  await keyboard.tabTo(open.locator('[data-place="0 0"]'));
  await keyboard.press('ArrowDown', 'ArrowDown');
  const title = (await open.locator('[data-place="0 2"] > span').first().textContent()) ?? '';
  await keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await keyboard.enter(dialog.getByRole('button', { name: 'Resolve' }));
  await dialog.locator('textarea').waitFor();
  await keyboard.type('The province is covered by another programme');
  await keyboard.enter(dialog.getByRole('button', { name: 'Resolve' }).last());
  await dialog.locator('li').getByText('The province is covered by another programme').waitFor();
  expect(await dialog.getByText('Demo Manager').count()).toBe(1);
  await keyboard.press('Escape');
  await page.getByRole('region', { name: 'Resolved', exact: true }).getByText(title).waitFor();
});
