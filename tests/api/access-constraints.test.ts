/** Passes, seasons and roads as dated facts: recorded by managers, never edited, and read as known on a moment. */
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import type { accessConstraint } from '../../src/places/contract/access.ts';
import type { corridor } from '../../src/places/contract/corridors.ts';
import type { Engine } from '../../src/platform/storage/store.ts';
import { engines, serviceOfTest } from '../support/service.ts';
import { GHOR, ledgerOf } from '../support/ledger.ts';

type Constraint = z.output<typeof accessConstraint>;
interface Corridors {
  on: string;
  items: z.output<typeof corridor>[];
  constraints: { code: string; status: string }[];
}

const closure = {
  ...{ name: 'Road from Hirat to Ghor', cause: 'road', effect: 'closed', provinces: [GHOR] },
  ...{ from: '2026-11-20', until: '2026-11-29', status: 'sourced', source: 'told by the provincial office' },
};

async function setup(engine: Engine = 'sqlite') {
  const service = await serviceOfTest({ engine });
  const list = async (query: Record<string, string> = {}) => {
    const { status, body } = await service.get<{ items: Constraint[] }>('/access-constraints', query);
    expect({ status, body }).toMatchObject({ status: 200 });
    return body.items;
  };
  const one = async (code: string, query: Record<string, string> = {}) =>
    (await list(query)).find((constraint) => constraint.code === code);
  const put = (code: string, statement: object) =>
    service.put<Constraint>(`/access-constraints/${code}`, statement);
  const corridors = async (query: Record<string, string> = {}) => {
    const { status, body } = await service.get<Corridors>('/corridors', query);
    expect({ status, body }).toMatchObject({ status: 200 });
    return body;
  };
  return { service, list, one, put, corridors };
}

describe.each(engines)('on %s', (engine) => {
  it('what is recorded stands beside what was known before, and the past keeps what it knew', async () => {
    const { service, one, put } = await setup(engine);
    const { clock } = service;
    const before = new Date(clock.now()).toISOString();
    const seeded = await one('highlands_midwinter');
    expect(seeded).toMatchObject({ effect: 'closed', months: [1, 2], recordedAt: null, history: [] });

    clock.advance({ hours: 1 });
    const { source, name } = seeded!;
    const milder = { name, source, cause: 'snow', effect: 'slow', days: 6, provinces: ['AF23', 'AF24'] };
    const told = await put('highlands_midwinter', { ...milder, months: [1, 2], status: 'planning value' });
    expect(told).toMatchObject({ status: 200, body: { effect: 'slow', days: 6, recordedBy: 'bootstrap' } });
    const between = new Date(clock.now()).toISOString();

    clock.advance({ hours: 1 });
    await put('highlands_midwinter', {
      ...{ ...milder, months: [1, 2], status: 'planning value', isWithdrawn: true },
    });
    const now = await one('highlands_midwinter', { on: '2027-01-10' });
    expect(now).toMatchObject({ isWithdrawn: true, inForce: false });
    expect(now?.history.map(({ isWithdrawn }) => isWithdrawn)).toEqual([true, false]);
    const asKnown = (asKnownOn: string) => one('highlands_midwinter', { asKnownOn, on: '2027-01-10' });
    expect(await asKnown(before)).toEqual({ ...seeded, inForce: true });
    expect(await asKnown(between)).toMatchObject({ effect: 'slow', inForce: true, isWithdrawn: false });
  });

  it('what is new is listed by what it bears on; the same again is one fact', async () => {
    const { service, list, one, put } = await setup(engine);
    await put('hirat_ghor_road', closure);
    service.clock.advance({ hours: 1 });
    await put('hirat_ghor_road', { ...closure, months: [], note: null });
    expect((await one('hirat_ghor_road'))?.history).toHaveLength(1);
    expect(await one('hirat_ghor_road', { on: '2026-11-19' })).toMatchObject({ inForce: false });
    expect(await one('hirat_ghor_road', { on: '2026-11-29' })).toMatchObject({ inForce: true });
    const codes = async (query: Record<string, string>) => (await list(query)).map(({ code }) => code);
    expect(await codes({ province: GHOR })).toContain('hirat_ghor_road');
    expect(await codes({ province: 'AF01' })).not.toContain('hirat_ghor_road');
    expect(await codes({ crossing: 'torghundi', province: 'AF32' })).toContain('torghundi_highway');
    expect(await codes({ crossing: 'hairatan' })).not.toContain('torghundi_highway');
    await service.settled();
  });

  it('lead times wait for a road that is closed, name it, and follow a crossing that closes', async () => {
    const { service, put, corridors } = await setup(engine);
    const ledger = ledgerOf(service);
    const toGhor = async (on: string) => {
      const { items, constraints } = await corridors({ province: GHOR, crossing: 'islam_qala', on });
      return { ...items[0]!.destinations[0]!, constraints };
    };
    const open = await toGhor('2026-11-18');
    expect(open).toMatchObject({ days: open.roadDays, because: [], constraints: [] });
    await put('hirat_ghor_road', closure);
    const waiting = await toGhor('2026-11-18');
    // It leaves on the day after, and meets the snow of December.
    expect(waiting.because.toSorted()).toEqual(['highlands_early_late', 'hirat_ghor_road']);
    expect(waiting.arrivesOn! > '2026-11-29').toBe(true);
    expect(waiting.constraints.map(({ status }) => status)).toEqual(['planning value', 'sourced']);
    expect((await toGhor('2027-01-05')).because).toContain('highlands_midwinter');

    await ledger.closeCrossing('islam_qala', 'closed', '2026-11-10', '2026-12-31');
    const { items } = await corridors({ crossing: 'islam_qala', province: 'AF32' });
    expect(items).toMatchObject([{ status: 'closed', destinations: [{ arrivesOn: '2027-01-02' }] }]);
  });
});

it('a corridor is told leg by leg to its crossing, and from there to every province', async () => {
  const { corridors } = await setup();
  const { items, on } = await corridors();
  expect(on).toBe('2026-11-15');
  const hairatan = items.find(({ crossing }) => crossing === 'hairatan')!;
  expect(hairatan).toMatchObject({ corridor: 'almaty_hairatan', legDays: 8 });
  expect(hairatan.legs[0]).toMatchObject({ from: 'Almaty', to: 'Shymkent' });
  expect(hairatan.destinations).toHaveLength(34);
  const balkh = hairatan.destinations.find(({ province }) => province === 'AF21')!;
  expect(balkh).toMatchObject({ roadDays: 1, days: 9, arrivesOn: '2026-11-24' });
  const torkham = items.find(({ crossing }) => crossing === 'torkham')!;
  expect(torkham).toMatchObject({ status: 'closed', legs: [], legDays: null });
  expect(new Set(torkham.destinations.map(({ arrivesOn }) => arrivesOn))).toEqual(new Set([null]));
});

it('what is malformed or unknown is named', async () => {
  const { service, put } = await setup();
  expect((await put('salang', { ...closure, effect: 'slow' })).status).toBe(400);
  const unknown = await put('salang', { ...closure, crossings: ['nowhere'], districts: ['AF2399'] });
  expect(unknown).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '/districts/0' }, { pointer: '/crossings/0' }] },
  });
  expect((await service.get('/corridors', { crossing: 'nowhere' })).status).toBe(404);
});

it('the gap report stays as it is: constraints advise', async () => {
  const { service, put } = await setup();
  const ledger = ledgerOf(service);
  const donor = await ledger.organisation();
  await ledger.need(['2026-11', '2026-12'], 3000);
  const shipment = await ledger.ship(donor);
  await ledger.tell(shipment, { type: 'dispatched' });
  await service.settled();
  const before = await ledger.report();
  await put('hirat_ghor_road', { ...closure, until: null });
  await service.settled();
  expect((await ledger.report()).cells).toEqual(before.cells);
});
