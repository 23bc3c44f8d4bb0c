/** Every kind of bad input is refused with the field at fault and what to do, and leaves nothing behind. */
import { beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../src/platform/ids.ts';
import type { Answer, Problem } from '../support/client.ts';
import { eventBody, FOOD, GHOR, ledgerOf, lineOf, pledgeBody, WHEAT } from '../support/ledger.ts';
import { engines, type Service, serviceOfSuite } from '../support/service.ts';
import type { Case, Known, Refusal } from './refusals/case.ts';
import { badEvents } from './refusals/events.ts';
import { badNeeds, badOrganisations, badQuestions, badStatuses } from './refusals/others.ts';
import { badPledges } from './refusals/pledges.ts';
import { badShipments } from './refusals/shipments.ts';

describe.each(engines)('on %s', (engine) => {
  const service = serviceOfSuite({ engine });
  let known: Known;
  let before: unknown;

  beforeAll(async () => {
    const ledger = ledgerOf(service());
    const donor = await ledger.organisation();
    await ledger.pledge(donor);
    const [shipment, other] = [await ledger.ship(donor), await ledger.ship(donor)];
    known = { donor, shipment: shipment.id, line: lineOf(shipment), otherLine: lineOf(other) };
    await service().settled();
    before = await everything(service(), known);
  });

  describe.each<
    [what: string, method: 'POST' | 'PUT', pathOf: (known: Known) => string, cases: readonly Case[]]
  >([
    ['a pledge', 'POST', () => '/pledges', badPledges],
    ['a shipment', 'POST', () => '/shipments', badShipments],
    ['an event', 'POST', ({ shipment }) => `/shipments/${shipment}/events`, badEvents],
    ['needs', 'PUT', () => '/needs', badNeeds],
    ['an organisation', 'POST', () => '/organisations', badOrganisations],
    ['a crossing', 'PUT', () => '/crossings/hairatan/status', badStatuses],
  ])('%s with', (_what, method, pathOf, cases) => {
    it.each(cases)('%s', async (_case, refusal, detail, body) => {
      const answer = await service().ask(method, pathOf(known), { body: body(known) });
      expect(asRefusal(answer, refusal)).toBe(refusal);
      expect(detailOf(answer)).toMatch(detail);
    });
  });

  it('an event of a shipment that is not recorded', async () => {
    const answer = await service().post(`/shipments/${newId()}/events`, eventBody({ type: 'dispatched' }));
    expect(asRefusal(answer, '404 not_found')).toBe('404 not_found');
    expect(detailOf(answer)).toMatch(/no shipment/);
  });

  it('the status of a crossing that is not there', async () => {
    const status = { status: 'closed', from: '2026-11-01', reason: 'snow' };
    const answer = await service().put('/crossings/hairaton/status', status);
    expect(asRefusal(answer, '404 not_found')).toBe('404 not_found');
    expect(detailOf(answer)).toMatch(/see GET \/crossings/);
  });

  it.each(badQuestions)('GET %s', async (path, refusal, detail) => {
    const answer = await service().get(path);
    expect(asRefusal(answer, refusal)).toBe(refusal);
    expect(detailOf(answer)).toMatch(detail);
  });

  it('every wrong field is named at once', async () => {
    const line = { sector: FOOD, province: GHOR, item: WHEAT, quantity: 1000 };
    const lines = [
      { ...line, quantity: 0 },
      { ...line, province: 'AF99' },
    ];
    const answer = await service().post('/pledges', { ...pledgeBody(known.donor), currency: 'euro', lines });
    expect(answer.body.errors.map(({ pointer }) => pointer)).toEqual([
      '/currency',
      '/lines/0/quantity',
      '/lines/1/province',
    ]);
  });

  it('and nothing of all that is recorded', async () => {
    await service().settled();
    expect(await everything(service(), known)).toEqual(before);
  });
});

/** An answer in the words of a {@link Refusal}, as many as are wanted. One field is at fault, if for several reasons. */
function asRefusal({ status, body }: Answer<Problem>, wanted: Refusal): string {
  const pointers = [...new Set(body.errors.map(({ pointer }) => pointer))].join(' and ');
  const words = [status, body.code, pointers, body.errors[0]?.code];
  return words.slice(0, wanted.split(' ').length).join(' ');
}

function detailOf({ body }: Answer<Problem>): string {
  return body.errors[0]?.detail ?? body.detail;
}

/** All that is recorded, as the API shows it. */
async function everything({ get }: Service, { shipment }: Known) {
  const lists = ['/organisations', '/pledges', '/shipments', '/needs', '/crossings', '/gaps', '/gap-flags'];
  const bodies = await Promise.all([...lists, `/shipments/${shipment}`].map((path) => get<unknown>(path)));
  return bodies.map(({ body }) => body);
}
