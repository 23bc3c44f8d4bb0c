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

  const refuses = (cases: readonly Case[], method: 'POST' | 'PUT', pathOf: (known: Known) => string) =>
    it.each(cases)('%s', async (_what, refusal, detail, body) => {
      const answer = await service().ask(method, pathOf(known), { body: body(known) });
      expectRefusal(answer, refusal, detail);
    });

  describe('a pledge with', () => refuses(badPledges, 'POST', () => '/pledges'));
  describe('a shipment with', () => refuses(badShipments, 'POST', () => '/shipments'));
  describe('an event with', () =>
    refuses(badEvents, 'POST', ({ shipment }) => `/shipments/${shipment}/events`));
  describe('needs with', () => refuses(badNeeds, 'PUT', () => '/needs'));
  describe('an organisation with', () => refuses(badOrganisations, 'POST', () => '/organisations'));
  describe('a crossing with', () => refuses(badStatuses, 'PUT', () => '/crossings/hairatan/status'));

  it('an event of a shipment that is not recorded', async () => {
    const answer = await service().post(`/shipments/${newId()}/events`, eventBody({ type: 'dispatched' }));
    expectRefusal(answer, '404 not_found', /no shipment/);
  });

  it('the status of a crossing that is not there', async () => {
    const answer = await service().put('/crossings/hairaton/status', {
      status: 'closed',
      from: '2026-11-01',
      reason: 'snow',
    });
    expectRefusal(answer, '404 not_found', /see GET \/crossings/);
  });

  it.each(badQuestions)('GET %s', async (path, refusal, detail) => {
    expectRefusal(await service().get(path), refusal, detail);
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

function expectRefusal({ status, body }: Answer<Problem>, refusal: Refusal, detail: RegExp): void {
  const [wantedStatus, code, pointer, fieldCode] = refusal.split(' ');
  expect([String(status), body.code]).toEqual([wantedStatus, code]);
  if (pointer === undefined) {
    expect(body.detail).toMatch(detail);
    return;
  }
  expect(new Set(body.errors.map((error) => error.pointer))).toEqual(new Set([pointer]));
  const [error] = body.errors;
  if (fieldCode !== undefined) expect(error?.code).toBe(fieldCode);
  expect(error?.detail).toMatch(detail);
}

/** All that is recorded, as the API shows it. */
async function everything({ get }: Service, { shipment }: Known) {
  const lists = ['/organisations', '/pledges', '/shipments', '/needs', '/crossings', '/gaps', '/gap-flags'];
  const bodies = await Promise.all([...lists, `/shipments/${shipment}`].map((path) => get<unknown>(path)));
  return bodies.map(({ body }) => body);
}
