/** What was done and refused is on record within about a second, for those it concerns; and a fact altered behind the service's back shows. */
import { hash } from 'node:crypto';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { AuditChain, AuditEntry } from '../../src/audit/contract.ts';
import { verifyTrail } from '../../src/audit-verify.ts';
import { parseHead } from '../../src/audit/rules/chain.ts';
import { loadConfig } from '../../src/config.ts';
import { DONE } from '../../src/platform/acts/act.ts';
import { newId } from '../../src/platform/ids.ts';
import { createLog } from '../../src/platform/log.ts';
import { openStore } from '../../src/platform/storage/open.ts';
import { startProcess } from '../../src/process.ts';
import { principalOf } from '../support/acts.ts';
import { behindItsBack, pendingOf, sealed, trailOf } from '../support/audit.ts';
import { eventBody, ledgerOf, shipmentBody } from '../support/ledger.ts';
import { engines, KEY, type Service, serviceOfSuite, serviceOfTest } from '../support/service.ts';
import { newTarget } from '../support/stores.ts';
import { runProgram } from '../support/verify.ts';

interface Trail {
  items: AuditEntry[];
  nextCursor: string | null;
}

const MANAGER = principalOf({ id: 'manager', role: 'manager' });
const ADMIN = principalOf();

const SOON = { timeout: 20_000 };

/** For how many refusals such entries stand. */
async function timesOf(service: Service, query: Record<string, string>): Promise<number> {
  const { items } = (await service.get<Trail>('/audit', { ...query, limit: 200 })).body;
  return items.reduce((sum, { times }) => sum + times, 0);
}

/** Entries as soon as there are any of this description: refusals are written, and everything is sealed, within a second each. */
async function entries(service: Service, query: Record<string, string | number>): Promise<AuditEntry[]> {
  let items: AuditEntry[] = [];
  await expect
    .poll(async () => (items = (await service.get<Trail>('/audit', query)).body.items), SOON)
    .not.toEqual([]);
  return items;
}

async function bagsOnTheRoad(service: Service) {
  const ledger = ledgerOf(service);
  const organisation = await ledger.organisation(`Org ${newId()}`);
  const shipment = await ledger.ship(organisation);
  const pledge = await ledger.pledge(organisation);
  const event = await ledger.tell(shipment, { type: 'dispatched' });
  return { organisation, shipment, pledge, event };
}

const inWords = ({ kind, key, what }: { kind: string; key: string; what: string }) =>
  `${kind} ${key}: ${what}`;

/** The hash of an entry, computed from what the API answers, as docs/audit.md tells auditors to. */
function recomputed(e: AuditEntry): string {
  const entry = [
    ...[1, e.seq, e.id, Date.parse(e.at), e.principal, e.role, e.organisation, e.operation, e.requestId],
    ...[e.kind, e.key, e.outcome, e.contentHash, e.address, e.kind === 'request' ? e.times : null],
  ];
  return hash('sha256', e.prev + JSON.stringify(entry));
}

/** What `npm run audit:verify` does, in this process. */
async function verifyTrailOf({ databaseUrl }: Service, head?: string) {
  let output = '';
  const config = loadConfig({ DATABASE_URL: databaseUrl });
  const remembered = head === undefined ? undefined : parseHead(head);
  const code = await verifyTrail(config, remembered, (line) => (output += `${line}\n`));
  return { code, output };
}

/** A head three entries after this one. */
const later = (head: string) => head.replace(/^\d+/, (seq) => String(Number(seq) + 3));

describe.each(engines)('the trail on %s', (engine) => {
  const service = serviceOfSuite({ engine });

  it('tells of every change who made it, with a digest of what was sent', async () => {
    const { shipment, event } = await bagsOnTheRoad(service());
    const [entry] = await entries(service(), { key: event.id });
    expect(entry).toMatchObject({
      ...{ principal: 'bootstrap', role: 'admin', operation: 'recordEvent', kind: 'event', outcome: DONE },
      ...{ times: 1, address: null, at: event.recordedAt },
      contentHash: expect.stringMatching(/^[\w-]{43}$/) as unknown,
    });
    expect(await entries(service(), { kind: 'shipment', key: shipment.id })).toHaveLength(1);
  });

  it('is read newest first, page by page, and by what is asked for', async () => {
    await bagsOnTheRoad(service());
    await sealed(service().store);
    const trail = await trailOf(service().store);
    const seen: number[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const query: Record<string, string | number> = cursor ? { limit: 3, cursor } : { limit: 3 };
      const { body } = await service().get<Trail>('/audit', query);
      seen.push(...body.items.map(({ seq }) => seq));
      cursor = body.nextCursor;
    }
    const [newest] = (await service().get<Trail>('/audit', { limit: 1 })).body.items;
    expect(recomputed(newest!)).toBe(newest!.hash);
    expect(seen.slice(-trail.length)).toEqual(trail.map(({ seq }) => seq).toReversed());
    const all = async (query: Record<string, string>) =>
      (await service().get<Trail>('/audit', { ...query, limit: 200 })).body.items;
    expect(new Set((await all({ operation: 'createPledge' })).map(({ kind }) => kind))).toEqual(
      new Set(['pledge']),
    );
    expect(await all({ principal: 'nobody' })).toEqual([]);
    expect(await all({ from: '2026-11-15T06:00:00.001Z' })).toEqual([]);
    expect(await all({ to: '2026-11-15T06:00:00Z' })).toEqual([]);
    expect((await all({ from: '2026-11-15T06:00:00Z', outcome: DONE })).length).toBeGreaterThan(3);
    expect((await service().get('/audit', { cursor: 'x' })).status).toBe(400);
  });

  it('tells of every refusal whom it met, where and why, and of equal ones how many', async () => {
    const { shipment } = await bagsOnTheRoad(service());
    const known = eventBody({ type: 'dispatched' });
    const events = `/shipments/${shipment.id}/events`;
    const nowhere = `/shipments/${newId()}`;
    expect((await service().post(events, known)).status).toBe(201);
    expect((await service().post(events, { ...known, note: 'other' })).status).toBe(409);
    const unknown = shipmentBody(newId());
    expect((await service().post('/shipments', unknown)).status).toBe(422);
    for (let times = 0; times < 3; times++) expect((await service().get(nowhere)).status).toBe(404);
    expect((await service().ask('GET', '/pledges', { key: null })).status).toBe(401);
    expect((await service().ask('GET', '/pledges?secret=s', { key: 'wrong-key' })).status).toBe(401);
    // Not refusals: what is malformed, and what does not exist at all.
    expect((await service().get('/shipments/not-an-id')).status).toBe(400);
    expect((await service().get('/nowhere')).status).toBe(404);

    const [reused] = await entries(service(), { outcome: 'id_reused', operation: 'recordEvent' });
    expect(reused).toMatchObject({
      ...{ principal: 'bootstrap', role: 'admin', kind: 'request', key: `/api/v1${events}`, times: 1 },
      ...{ contentHash: null, address: expect.stringMatching(/127\.0\.0\.1$/) as unknown },
    });
    expect(await entries(service(), { outcome: 'unknown_reference' })).toHaveLength(1);
    await expect
      .poll(() => timesOf(service(), { outcome: 'not_found', key: `/api/v1${nowhere}` }), SOON)
      .toBe(3);
    await expect.poll(() => timesOf(service(), { outcome: 'unauthenticated' }), SOON).toBe(2);
    const strangers = await entries(service(), { principal: 'anonymous' });
    expect(strangers[0]).toMatchObject({ operation: 'listPledges', key: '/api/v1/pledges', role: 'none' });
    const refused = await entries(service(), { outcome: 'refused', limit: 200 });
    expect(refused.some(({ outcome }) => outcome === DONE)).toBe(false);
    expect(refused.map(({ operation }) => operation)).not.toContain('not_found');
    expect(JSON.stringify(refused)).not.toMatch(/wrong-key|secret/);
  });

  it('shows managers what was done, and refusals and addresses only to administrators', async () => {
    expect((await service().ask('GET', '/pledges', { key: null })).status).toBe(401);
    await bagsOnTheRoad(service());
    await entries(service(), { outcome: 'unauthenticated' });
    const { audit } = service().services;
    const outcomes = async (query: { outcome?: string }, principal: typeof ADMIN) =>
      new Set((await audit.list({ ...query, limit: 200 }, principal)).items.map(({ outcome }) => outcome));
    expect(await outcomes({}, MANAGER)).toEqual(new Set([DONE]));
    expect(await outcomes({ outcome: 'refused' }, MANAGER)).toEqual(new Set());
    expect(await outcomes({}, ADMIN)).toContain('unauthenticated');
  });

  it('is bounded when refusals flood: what is left out is counted, and strangers crowd out nobody', async () => {
    const { audit, store } = { ...service().services, store: service().store };
    const recorder = audit.refusals();
    const refusal = (address: string, code: 'unauthenticated' | 'forbidden', known = false) => ({
      ...{
        principal: known ? MANAGER : null,
        operation: 'flooded',
        code,
        path: '/',
        address,
        requestId: 'r',
      },
    });
    for (let caller = 0; caller < 5_000; caller++) {
      recorder.refused(refusal(`2001:db8::${caller.toString(16)}`, 'unauthenticated'));
    }
    recorder.refused(refusal('192.0.2.7', 'forbidden', true));
    await recorder.flush();
    await recorder.flush();
    await sealed(store);
    const flooded = (await trailOf(store)).filter(({ operation }) => operation === 'flooded');
    expect(flooded.filter(({ outcome }) => outcome === 'unauthenticated')).toHaveLength(300);
    expect(flooded.filter(({ outcome }) => outcome === 'forbidden')).toHaveLength(1);
    const [left, ...others] = await entries(service(), { outcome: 'overflow' });
    expect([left, others]).toMatchObject([{ key: 'strangers', times: 4_700, kind: 'request' }, []]);
  });
});

describe.each(engines)('a trail of its own on %s', (engine) => {
  it('agrees with the facts, and audit:verify says its head, which it must pass through', async () => {
    const service = await serviceOfTest({ engine });
    await bagsOnTheRoad(service);
    await sealed(service.store);
    const whole = await verifyTrailOf(service);
    expect(whole).toMatchObject({ code: 0, output: expect.stringContaining(' 0 wrong') as unknown });
    const head = /head (\d+:[0-9a-f]{64})/.exec(whole.output)![1]!;
    expect((await verifyTrailOf(service, head)).code).toBe(0);
    const longer = await verifyTrailOf(service, later(head));
    expect(longer).toMatchObject({ code: 1, output: expect.stringContaining('missing') as unknown });
    await behindItsBack(service.databaseUrl, ['DELETE FROM shipment_events']);
    const gone = await verifyTrailOf(service);
    expect(gone).toMatchObject({
      code: 1,
      output: expect.stringMatching(/event \S+: .*not recorded/) as unknown,
    });
  });

  it('says where it ends and up to where it was verified, to those who read it', async () => {
    const service = await serviceOfTest({ engine });
    await bagsOnTheRoad(service);
    await sealed(service.store);
    const before = (await service.get<AuditChain>('/audit/chain')).body;
    expect(before.verified).toBeNull();
    expect(before.head.seq).toBeGreaterThan(0);
    await verifyTrailOf(service);
    const { head, verified } = (await service.get<AuditChain>('/audit/chain')).body;
    expect(verified).toMatchObject({ upTo: head.seq, faults: 0 });
    const [last] = await entries(service, { limit: 1 });
    expect(last).toMatchObject(head);
  });

  it.each<[string, string, RegExp]>([
    ['an event with another digest', `UPDATE shipment_events SET content_hash = 'x'`, /event \S+: .*altered/],
    ['a shipment with another digest', `UPDATE shipments SET content_hash = 'x'`, /shipment \S+: .*altered/],
    ['an event taken out', 'DELETE FROM shipment_events', /event \S+: .*not recorded any more/],
    [
      'a pledge put in',
      `INSERT INTO pledges (id, reference, donor, status, contribution_type, flow_type, earmarking, decided_on, currency, rate_per_usd, rate_date, version, content_hash, recorded_by, recorded_at)
       SELECT 'forged', 'F', donor, status, contribution_type, flow_type, earmarking, decided_on, currency, rate_per_usd, rate_date, version, content_hash, recorded_by, recorded_at FROM pledges`,
      /pledge forged: it has no entry/,
    ],
    ['an entry altered', `UPDATE audit_log SET principal = 'somebody' WHERE seq = 2`, /entry 2: altered/],
  ])('and the facts: %s is found by hand and by night', async (_what, statement, found) => {
    const service = await serviceOfTest({ engine });
    await bagsOnTheRoad(service);
    await service.settled();
    await sealed(service.store);
    await service.sweep('trail');
    const gauge = async () => /^audit_faults (\S+)$/m.exec((await service.get<string>('/metrics')).body)?.[1];
    expect(await gauge()).toBe('0');
    await behindItsBack(service.databaseUrl, [statement]);
    const { chain, facts } = await service.services.audit.verify(service.clock.now());
    const told = [...(chain ? [`entry ${chain.seq}: ${chain.what}`] : []), ...facts.map(inWords)];
    expect(told).toEqual([expect.stringMatching(found)]);
    service.clock.advance({ days: 1 });
    await service.sweep('trail');
    expect(await gauge()).toBe('1');
  });

  it('holds a part split off a pledge, too', async () => {
    const service = await serviceOfTest({ engine });
    const { organisation } = await bagsOnTheRoad(service);
    const pledge = await ledgerOf(service).pledge(organisation, {
      reference: 'KZ-2',
      status: 'pledge',
      contributionType: 'financial',
      lines: [{ sector: 'education', province: 'AF23', amount: 1_000 }],
    });
    const { status } = await service.post(`/pledges/${pledge.id}/status`, {
      ...{ to: 'commitment', on: '2026-10-02', amount: 400 },
    });
    expect(status).toBe(201);
    await sealed(service.store);
    expect((await verifyTrailOf(service)).output).toContain(' 0 wrong');
  });

  it('has the refusals of a process that was stopped cleanly, sealed by the next one that works', async () => {
    const place = await newTarget(engine);
    onTestFinished(place.remove);
    const config = loadConfig({
      ...{ PORT: '0', DATABASE_URL: place.url, BOOTSTRAP_API_KEY: KEY, NODE_ENV: 'test' },
    });
    const log = createLog({ level: 'silent' });
    const api = await startProcess(config, { roles: { api: true, worker: false }, log });
    expect((await fetch(`${api.url}/api/v1/pledges`)).status).toBe(401);
    await api.close();
    const store = await openStore(place.target);
    onTestFinished(() => store.close());
    expect(await pendingOf(store)).toMatchObject([{ outcome: 'unauthenticated', operation: 'listPledges' }]);
    const worker = await startProcess(config, { roles: { api: false, worker: true }, log });
    await sealed(store);
    await worker.close();
    expect(await trailOf(store)).toMatchObject([{ seq: 1, outcome: 'unauthenticated' }]);
  });
});

it('is verified by a program: it ends with 0, with 1 when it misses the head it must pass through, and with 2 for a head that is none', async () => {
  const service = await serviceOfTest();
  await bagsOnTheRoad(service);
  await sealed(service.store);
  const verify = (...args: string[]) =>
    runProgram('audit-verify.ts', { DATABASE_URL: service.databaseUrl }, ...args);
  const whole = await verify();
  expect(whole).toMatchObject({ code: 0, output: expect.stringContaining(' 0 wrong') as unknown });
  const head = /head (\d+:[0-9a-f]{64})/.exec(whole.output)![1]!;
  const answers = await Promise.all([head, later(head), 'nonsense'].map((one) => verify('--head', one)));
  expect(answers.map(({ code }) => code)).toEqual([0, 1, 2]);
  // Processes, each as slow to start as the machine is busy.
}, 180_000);
