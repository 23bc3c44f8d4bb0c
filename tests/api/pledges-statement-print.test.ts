/** A statement as a page and as a file, for people: opened in a browser with the key as a password. */
import { describe, expect, it } from 'vitest';
import { newId } from '../../src/platform/ids.ts';
import { GHOR, ledgerOf, lineOf, WHEAT } from '../support/ledger.ts';
import { engines, KEY, serviceOfTest } from '../support/service.ts';

const BASIC = `Basic ${Buffer.from(`anybody:${KEY}`).toString('base64')}`;

describe.each(engines)('the printed statement on %s', (engine) => {
  async function setup() {
    const service = await serviceOfTest({ engine });
    const ledger = ledgerOf(service);
    const donor = await ledger.organisation(`<b>Donor</b> & "Sons" ${newId()}`);
    const pledge = await ledger.pledge(donor);
    const shipment = await ledger.ship(donor, {
      lines: [{ item: WHEAT, quantity: 50_000, pledgeLine: pledge.lines[0]!.id }],
    });
    await ledger.tell(shipment, {
      type: 'received',
      place: GHOR,
      lines: [{ line: lineOf(shipment), good: 50_000 }],
    });
    const open = (path: string, authorization = BASIC, headers: Record<string, string> = {}) =>
      fetch(`${service.url}/api/v1/pledges/${pledge.id}/${path}`, { headers: { authorization, ...headers } });
    return { service, pledge, open };
  }

  it('is a page in English, Dari and Pashto, of any moment', async () => {
    const { open, service } = await setup();
    const english = await open('statement.html');
    expect(english.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(english.headers.get('content-security-policy')).toContain("default-src 'none'");
    const page = await english.text();
    expect(page).toContain('Statement of pledge KZ-2026-014');
    expect(page).toContain('&lt;b&gt;Donor&lt;/b&gt; &amp; &quot;Sons&quot;');
    expect(page).toContain('<td>50,000</td>');
    const dari = await (await open('statement.html?lang=fa')).text();
    expect(dari).toContain('dir="rtl"');
    expect(dari).toContain('<td>۵۰٬۰۰۰</td>');
    const pashto = await open('statement.html', BASIC, { 'accept-language': 'de, ps-AF;q=0.8, fa;q=0.7' });
    expect(pashto.headers.get('vary')).toContain('accept-language');
    expect(await pashto.text()).toContain('<html lang="ps-AF" dir="rtl">');
    service.clock.advance({ hours: 24 });
    expect((await open('statement.html?asKnownOn=2026-11-14')).status).toBe(404);
  });

  it('is a file in English, Dari and Pashto', async () => {
    const { open, pledge } = await setup();
    for (const lang of ['en', 'fa', 'ps']) {
      const answer = await open(`statement.pdf?lang=${lang}`);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toBe('application/pdf');
      expect(answer.headers.get('content-disposition')).toBe(`inline; filename="statement-${pledge.id}.pdf"`);
      expect(Buffer.from(await answer.arrayBuffer()).toString('latin1')).toMatch(/^%PDF-[^]*%%EOF\s*$/);
    }
  });

  it('is for who has the key, in a language there is', async () => {
    const { open, service, pledge } = await setup();
    for (const path of ['statement.html', 'statement.pdf']) {
      const refused = await open(path, 'Basic bm9ib2R5Om5vdGhpbmc=');
      expect(refused.status).toBe(401);
      expect(refused.headers.get('www-authenticate')).toMatch(/^Basic /);
      expect(await service.get(`/pledges/${pledge.id}/${path}`, { lang: 'de' })).toMatchObject({
        ...{ status: 400, body: { errors: [{ pointer: '?lang' }] } },
      });
      expect((await service.get(`/pledges/${pledge.id}/${path}`)).status).toBe(200);
      expect((await service.get(`/pledges/${newId()}/${path}`)).status).toBe(404);
    }
  });
});
