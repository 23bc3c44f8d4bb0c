/** An administrator invites somebody, changes their charge and shuts them out, says which organisation a proposed one is, makes a key; and reads of it in the trail. */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { expectSound, openPage, screenshot, signInOn } from '../support/chromium.ts';
import { testClock } from '../support/clock.ts';
import { ledgerOf } from '../support/ledger.ts';
import { browserOf, PASSWORD, person, signIn } from '../support/people.ts';
import { serviceOfSuite } from '../support/service.ts';

type Text = (key: string) => string;

const service = serviceOfSuite({ clock: testClock(new Date().toISOString()) });

/** The texts of a folder as they are written: an import would be of what they are compiled to. */
const textsOf = (folder: string, language: string) =>
  JSON.parse(
    readFileSync(new URL(`../../src/web/${folder}/texts/${language}.json`, import.meta.url), 'utf8'),
  ) as Record<string, string>;

test.each(['en', 'fa'] as const)('an administrator sees to people, in %s', async (language) => {
  const [t, account, audit, shell, refusal] = ['users', 'account', 'audit', 'shell', 'refusals'].map(
    (folder) => {
      const texts = textsOf(folder, language);
      return (key: string) => texts[key] ?? `no text ${key}`;
    },
  ) as [Text, Text, Text, Text, Text];
  // Of this attempt alone: what one before it left in the service is somebody else's.
  const own = randomUUID().slice(0, 8);
  const { email } = await person(service(), `admin-${own}@partner.example`, { role: 'admin' });
  const donor = await person(service(), `donor-${own}@partner.example`, { role: 'donor' });
  const organisation = await ledgerOf(service()).organisation(`Partners of ${own}`);
  const proposer = browserOf(service());
  await signIn(proposer, donor.email);
  const name = `Partner of ${own}`;
  await proposer.ask('POST', '/api/v1/organisations', { name, kind: 'ngo' });

  const opened = await openPage(service().url, '/users', {
    language,
    ...(language === 'en' ? {} : { theme: 'dark', width: 360 }),
  });
  const { page } = opened;
  await signInOn(page, email, PASSWORD);
  await page.getByRole('link', { name: t('invite') }).click();
  const gul = `gul-${own}@partner.example`;
  await page.getByRole('textbox', { name: t('email') }).fill(gul);
  await page.getByRole('textbox', { name: t('name'), exact: true }).fill('Gul Ahmad');
  await page.getByText(t('someProvinces'), { exact: true }).click();
  // Nobody is in charge of nothing: the service says so beside the field.
  await page.getByRole('button', { name: t('sendInvitation') }).click();
  await page.getByRole('alert').waitFor();
  if (language === 'fa') await page.getByText(refusal('field.too_small'), { exact: true }).last().waitFor();
  await page.getByText(language === 'en' ? 'Ghor' : 'غور', { exact: true }).click();
  await page.getByRole('button', { name: t('sendInvitation') }).click();
  const link = page.locator('code', { hasText: '/invitation#' });
  await link.waitFor();
  const token = new URL((await link.textContent()) ?? '').hash.slice(1);
  await expectSound(opened);

  await page.getByRole('link', { name: t('toPerson').replace('{name}', 'Gul Ahmad') }).click();
  const checkbox = page.getByRole('checkbox', { checked: true });
  await checkbox.waitFor({ state: 'attached' });
  expect(await checkbox.count()).toBe(1);
  await page.getByRole('button', { name: t('role') }).click();
  await page.getByRole('option', { name: shell('role.viewer') }).click();
  // Somebody else changes the name before that is saved: both stand.
  const found = async () =>
    (
      await service().get<{ items: { id: string; name: string; role: string; provinces: string[] }[] }>(
        '/users',
        { q: gul },
      )
    ).body.items;
  const [{ id } = { id: '' }] = await found();
  await service().ask('PATCH', `/users/${id}`, { body: { name: 'Gul Agha' } });
  await page.getByRole('button', { name: t('save') }).click();
  await page.getByText(t('theirs')).waitFor();
  await expectSound(opened);
  await page.getByRole('button', { name: t('keepMine') }).click();
  await page.getByText(t('saved'), { exact: true }).waitFor();
  expect(await found()).toMatchObject([{ name: 'Gul Agha', role: 'viewer', provinces: ['AF23'] }]);

  await page.getByRole('button', { name: t('disable'), exact: true }).click();
  const dialog = page.getByRole('dialog');
  await expectSound(opened);
  await screenshot(page, `shut-out-${language}`);
  await dialog.getByRole('button', { name: t('disable'), exact: true }).click();
  await page.getByRole('button', { name: t('enable'), exact: true }).waitFor();
  const late = await service().ask('POST', '/invitations/accept', {
    key: null,
    body: { token, password: PASSWORD },
  });
  expect(late.status).toBe(404);

  // What a donor proposed is another organisation, by another name.
  await page.goto('/organisations');
  await page.getByRole('button', { name: `${t('merge')}: ${name}` }).click();
  await dialog.getByRole('combobox').fill('Partners');
  await page.getByRole('option', { name: `Partners of ${own}` }).click();
  await dialog.getByRole('button', { name: t('merge') }).click();
  await page.getByRole('button', { name: `${t('merge')}: ${name}` }).waitFor({ state: 'detached' });
  const merged = await service().get<{ items: { name: string; mergedInto: string }[] }>('/organisations', {
    state: 'merged',
    q: name,
  });
  expect(merged.body.items).toMatchObject([{ name, mergedInto: organisation }]);

  // A key of one's own is shown once, and works until it is revoked.
  await page.goto('/account');
  await page.getByRole('button', { name: account('newKey') }).click();
  await page.getByRole('textbox', { name: account('keyName') }).fill('warehouse');
  await page.getByRole('button', { name: account('makeKey') }).click();
  const key = (await page.locator('code', { hasText: /^aid_/ }).first().textContent()) ?? '';
  expect((await service().ask('GET', '/me', { key })).status).toBe(200);
  await page.getByRole('button', { name: account('keptIt') }).click();
  await page.getByRole('button', { name: `${account('revoke')}: warehouse` }).click();
  await dialog.getByRole('button', { name: account('revoke') }).click();
  await page.getByText(account('revoked'), { exact: true }).waitFor();
  expect((await service().ask('GET', '/me', { key })).status).toBe(401);

  // All of it is in the trail, as the browser computes it anew.
  await page.goto(`/audit?kind=user&key=${id}`);
  await page.getByText('changeUser').first().waitFor();
  await page.locator('tbody button').first().click();
  await dialog.getByText(audit('recomputed')).waitFor();
  await expectSound(opened);
  await screenshot(page, `entry-${language}`);
});
