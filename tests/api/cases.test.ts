/** Discrepancies as cases with an owner: what people do with them, at once with others and with facts that change. */
import { describe, expect, it } from 'vitest';
import { newId } from '../../src/platform/ids.ts';
import { recordDerivation } from '../../src/reconciliation/repo.ts';
import { discrepancies } from '../../src/reconciliation/tables.ts';
import type { Discrepancy } from '../../src/reconciliation/contract.ts';
import { type CaseAct, type CaseAnswer, handlingOf } from '../support/cases.ts';
import { lineOf } from '../support/ledger.ts';
import { engines, KEY } from '../support/service.ts';
import { verifyNow } from '../support/verify.ts';
import { type Case, setup } from './discrepancies/case.ts';

const theOnly = <T>(list: readonly T[]): T => {
  expect(list).toHaveLength(1);
  return list[0]!;
};
const whatOf = ({ history }: Pick<Discrepancy, 'history'>) =>
  history.map(({ what, reason }) => (reason === null ? what : `${what} ${reason}`));

describe.each(engines)('on %s', (engine) => {
  /** A shipment of which 500 kg are missing, and the case about it. */
  async function short() {
    const of = await setup({ engine });
    const receipt = await of.receive({ good: 49_500, missing: 500 });
    await of.service.settled();
    const people = handlingOf(of.service);
    const found = theOnly(await people.cases());
    const later = () => of.service.clock.advance({ hours: 1 });
    /** Does something with the case as it is now; fails unless it is done. */
    const done = async (act: CaseAct, body: object = {}) => {
      later();
      const answer = await people.act(found, act, body, await people.tagOf(found));
      expect([answer.status, answer.body.detail]).toEqual([200, undefined]);
      return answer.body;
    };
    const read = async () => {
      await of.service.settled();
      return people.case(found);
    };
    const verified = async () => {
      await of.service.settled();
      const { output } = await verifyNow(of.service.databaseUrl);
      expect(output).toMatch(/ checked, 0 differences, 0 waiting to be recomputed, 0 given up\n$/);
    };
    return { ...of, ...people, receipt, found, later, done, read, verified };
  }

  describe('a case', () => {
    it('is acknowledged, assigned, commented on, resolved and reopened, and its history says who did what', async () => {
      const { done, read, found, cases } = await short();
      await done('acknowledge', { text: 'seen' });
      await done('assign', { owner: 'Amina, Hairatan' });
      await done('assign', { owner: 'Karim, Kabul', text: 'on leave' });
      await done('comment', { text: 'the driver was called' });
      const resolved = await done('resolve', { reason: 'other', text: 'eaten by goats' });
      expect(resolved).toMatchObject({
        ...{ state: 'resolved', owner: 'Karim, Kabul', shown: true, closedAt: '2026-11-15T11:00:00.000Z' },
        resolution: { reason: 'other', text: 'eaten by goats', at: '2026-11-15T11:00:00.000Z' },
        comments: [{ at: '2026-11-15T10:00:00.000Z', text: 'the driver was called' }],
      });
      const again = await done('reopen', { text: 'goats do not eat flour' });
      expect(again).toMatchObject({ state: 'open', closedAt: null, resolution: null, owner: 'Karim, Kabul' });
      expect(again).toEqual(await read());
      expect(await cases({ owner: 'Karim, Kabul' })).toEqual([again]);
      expect(await cases({ owner: 'Amina, Hairatan' })).toEqual([]);

      const [opened, ...steps] = again.history;
      expect(opened).toMatchObject({ what: 'opened', by: 'reconciliation', quantity: 500 });
      const by = steps[0]!.by;
      expect(by).not.toBe('reconciliation');
      const step = (hours: number, what: string, told: object) => ({
        ...{ at: `2026-11-15T${String(6 + hours).padStart(2, '0')}:00:00.000Z`, what, by, quantity: 500 },
        ...{ text: null, reason: null, owner: null, hint: null, ...told },
      });
      const [amina, karim] = ['Amina, Hairatan', 'Karim, Kabul'];
      expect(steps).toEqual([
        step(1, 'acknowledged', { text: 'seen' }),
        step(2, 'assigned', { owner: { before: null, after: amina } }),
        step(3, 'assigned', { text: 'on leave', owner: { before: amina, after: karim } }),
        step(4, 'commented', { text: 'the driver was called' }),
        step(5, 'resolved', { reason: 'other', text: 'eaten by goats' }),
        step(6, 'reopened', { text: 'goats do not eat flour' }),
      ]);
      expect(again.version).toBe(found.version + 6);
    });

    it('is changed only by who has seen it: 428 without If-Match, 412 with what it is now', async () => {
      const { act, tagOf, receive, found, read } = await short();
      const commands: [CaseAct, object][] = [
        ['acknowledge', {}],
        ['assign', { owner: 'Amina' }],
        ['resolve', { reason: 'found' }],
        ['reopen', { text: 'not so' }],
      ];
      const seen = await tagOf(found);
      for (const [name, body] of commands)
        expect(await act(found, name, body)).toMatchObject({
          status: 428,
          body: { code: 'precondition_required' },
        });
      // Somebody comments, which needs no ETag.
      expect((await act(found, 'comment', { text: 'wait' })).status).toBe(200);
      const { version } = await read();
      for (const [name, body] of commands) {
        const { status, body: problem } = await act(found, name, body, seen);
        expect([status, problem.code, problem.current?.version]).toEqual([
          412,
          'precondition_failed',
          version,
        ]);
        expect(problem.current).toEqual(await read());
      }
      // Facts change it as well.
      const commented = await tagOf(found);
      await receive({ missing: 100 });
      await read();
      const { status, body } = await act(found, 'resolve', { reason: 'found' }, commented);
      expect([status, body.current?.quantity]).toEqual([412, 600]);
      expect((await act(found, 'acknowledge', {}, '*')).status).toBe(200);
    });

    it('is asked only for what it can become, and told why not', async () => {
      const { act, done, found } = await short();
      const refused = async (name: CaseAct, body: object) => {
        const answer = await act(found, name, body, '*');
        return [
          answer.status,
          answer.body.errors.map(({ pointer, code }) => `${pointer} ${code}`.trim()).join(),
        ];
      };
      expect(await refused('reopen', { text: 'why' })).toEqual([422, 'wrong_state']);
      await done('acknowledge');
      expect(await refused('acknowledge', {})).toEqual([422, 'wrong_state']);
      expect(await refused('resolve', { reason: 'other' })).toEqual([422, '/text required']);
      expect(await refused('resolve', { reason: 'gone fishing' })).toEqual([400, '/reason invalid_value']);
      expect(await refused('resolve', { reason: 'netted' })).toEqual([400, '/reason invalid_value']);
      expect((await refused('resolve', {}))[0]).toBe(400);
      expect((await refused('reopen', {}))[0]).toBe(400);
      expect((await refused('assign', { owner: ' ' }))[0]).toBe(400);
      await done('resolve', { reason: 'written_off' });
      expect(await refused('resolve', { reason: 'found' })).toEqual([422, 'wrong_state']);
      expect(await refused('assign', { owner: 'Amina' })).toEqual([422, 'wrong_state']);
      expect(await refused('acknowledge', {})).toEqual([422, 'wrong_state']);
      expect((await act({ id: newId() }, 'acknowledge', {}, '*')).status).toBe(404);
    });

    it('takes a command with an id once, and answers it alike ever after', async () => {
      const { act, tagOf, found, read, done, receive } = await short();
      const seen = await tagOf(found);
      const commands: [CaseAct, object][] = [
        ['comment', { id: newId(), text: 'once' }],
        ['acknowledge', { id: newId() }],
        ['assign', { id: newId(), owner: 'Amina' }],
        ['resolve', { id: newId(), reason: 'found' }],
        ['reopen', { id: newId(), text: 'not found' }],
      ];
      const first: CaseAnswer[] = [];
      for (const [name, body] of commands) {
        const ifMatch = name === 'comment' ? undefined : (first.at(-1)?.headers.get('etag') ?? seen);
        first.push(await act(found, name, body, ifMatch));
      }
      expect(first.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
      await done('comment', { text: 'more' });
      await receive({ missing: 100 });
      const before = await read();
      for (const [index, [name, body]] of commands.entries()) {
        // The first answer was lost on the way: the same is sent again, with an ETag that is old by now.
        const again = await act(found, name, body, seen);
        expect([again.status, again.body]).toEqual([200, first[index]!.body]);
        expect(again.headers.get('etag')).toBe(first[index]!.headers.get('etag'));
        const other = await act(found, name, { ...body, text: 'something else' }, '*');
        expect([other.status, other.body.code]).toEqual([409, 'id_reused']);
      }
      const [, { id }] = commands[1] as [string, { id: string }];
      expect((await act(found, 'comment', { id, text: 'once' })).status).toBe(409);
      expect(await read()).toEqual(before);
    });

    it('is resolved by one of 50 at once; the others get 412 with what it is then', async () => {
      const { act, tagOf, found, read } = await short();
      const seen = await tagOf(found);
      const answers = await Promise.all(
        Array.from({ length: 50 }, (_, index) =>
          act(found, 'resolve', { id: newId(), reason: 'other', text: `says ${index}` }, seen),
        ),
      );
      const after = await read();
      const won = theOnly(answers.filter(({ status }) => status === 200));
      expect(won.body).toEqual(after);
      const lost = answers.filter(({ status }) => status === 412);
      expect(lost).toHaveLength(49);
      for (const { body } of lost) expect(body.current).toEqual(after);
      expect(whatOf(after)).toEqual(['opened', 'resolved other']);
    });

    it('has one effect of one command that is sent 20 times at once, and takes 20 comments at once', async () => {
      const { act, tagOf, found, read } = await short();
      const seen = await tagOf(found);
      const command = { id: newId(), owner: 'Amina' };
      const same = await Promise.all(Array.from({ length: 20 }, () => act(found, 'assign', command, seen)));
      expect(same.map(({ status, body }) => [status, body])).toEqual(same.map(() => [200, same[0]!.body]));
      const texts = Array.from({ length: 20 }, (_, index) => `comment ${index}`);
      const answers = await Promise.all(texts.map((text) => act(found, 'comment', { text })));
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
      const { comments, version } = await read();
      expect(comments.map(({ text }) => text).sort()).toEqual(texts.sort());
      expect(version).toBe(found.version + 21);
    });
  });

  describe('what a person resolved', () => {
    it('stays resolved while the facts show the same', async () => {
      const { done, read, tell, service, verified, shipment } = await short();
      const resolved = await done('resolve', { reason: 'written_off' });
      await tell({ type: 'note', note: 'nothing new' });
      expect(await read()).toEqual(resolved);
      await service.services.reconciliation.verify();
      await service.store.write((scope) =>
        service.services.reconciliation.shipments(scope, [shipment.id], service.clock.now()),
      );
      expect(await read()).toEqual(resolved);
      await verified();
    });

    it('is reopened when the facts show another quantity, and when they show other causes', async () => {
      const { done, read, receive, take, receipt, verified } = await short();
      await done('assign', { owner: 'Amina' });
      await done('resolve', { reason: 'written_off' });
      await receive({ missing: 100 });
      const more = await read();
      expect(more).toMatchObject({
        state: 'open',
        closedAt: null,
        resolution: null,
        quantity: 600,
        owner: 'Amina',
      });
      expect(whatOf(more).at(-1)).toBe('reopened facts_changed');
      expect(more.history.at(-1)).toMatchObject({ by: 'reconciliation', quantity: 600 });
      await done('resolve', { reason: 'written_off' });
      // The same quantity, told in other words.
      await take(receipt);
      await receive({ good: 49_500, missing: 300 });
      await receive({ missing: 200 });
      expect(await read()).toMatchObject({ state: 'open', quantity: 600 });
      await verified();
    });

    it('is reopened when its cause went and returned, with its owner and comments', async () => {
      const { done, read, receive, take, receipt, later, act, found, verified } = await short();
      await done('assign', { owner: 'Amina' });
      await done('comment', { text: 'look behind the door' });
      const { closedAt } = await done('resolve', { reason: 'found' });
      later();
      await take(receipt);
      const gone = await read();
      expect(gone).toMatchObject({
        state: 'resolved',
        closedAt,
        shown: false,
        resolution: { reason: 'found' },
      });
      expect((await act(found, 'reopen', { text: 'still' }, '*')).status).toBe(422);
      await verified();
      await receive({ good: 49_500, missing: 500 });
      const returned = await read();
      expect(returned).toMatchObject({ state: 'open', shown: true, owner: 'Amina', comments: [{}] });
      expect(whatOf(returned)).toEqual([
        ...['opened', 'assigned', 'commented', 'resolved found', 'closed', 'reopened cause_returned'],
      ]);
      await verified();
    });
  });

  it('one that facts closed and that returns is the same case, with its owner and comments', async () => {
    const { done, read, receive, take, receipt, act, found, cases } = await short();
    await done('acknowledge');
    await done('assign', { owner: 'Amina' });
    await take(receipt);
    expect(await read()).toMatchObject({ state: 'resolved', shown: false, resolution: null, owner: 'Amina' });
    expect((await act(found, 'reopen', { text: 'still' }, '*')).body.detail).toMatch(/facts do not show it/);
    expect((await act(found, 'comment', { text: 'it was an error of typing' })).status).toBe(200);
    await receive({ good: 49_000, missing: 1_000 });
    const returned = await read();
    expect(returned).toMatchObject({ state: 'open', quantity: 1_000, owner: 'Amina', comments: [{}] });
    expect(await cases()).toEqual([returned]);
  });

  it('what an earlier release closed is known to be gone when everything is derived again, and its history stays', async () => {
    const { read, take, receipt, found, service, verified } = await short();
    await take(receipt);
    const closed = await read();
    // That release did not say since when.
    await service.store.write(async (scope) => {
      await scope.db.update(scope.of(discrepancies)).set({ goneAt: null, version: 0 });
      await recordDerivation(scope, 'of an earlier release', 0);
    });
    expect(await read()).toMatchObject({ shown: true });
    await service.sweep('derivation');
    expect(await read()).toEqual({ ...closed, version: 1 });
    expect(found.id).toBe(closed.id);
    await verified();
  });

  it('what facts and people do at the same moment is all there', async () => {
    const { act, receive, found, read, verified } = await short();
    const texts = Array.from({ length: 12 }, (_, index) => `comment ${index}`);
    await Promise.all([
      ...texts.map((text) => act(found, 'comment', { text })),
      act(found, 'assign', { owner: 'Amina' }, '*'),
      ...texts.map((_, index) => receive({ missing: index + 1 })),
    ]);
    expect(await read()).toMatchObject({ owner: 'Amina', quantity: 500 + 78, state: 'open' });
    expect((await read()).comments.map(({ text }) => text).sort()).toEqual(texts.sort());
    await verified();
  });

  it('a suspected duplicate names both receipts and is settled by a decision alone', async () => {
    const of: Case = await setup({ engine });
    const { service } = of;
    const first = await of.receive({ good: 20_000 }, { deviceId: 'phone-1' });
    const second = await of.receive({ good: 20_000 }, { deviceId: 'phone-2' });
    const [earlier, later] = [first.id, second.id].sort() as [string, string];
    await service.settled();
    const { cases, act, case: read } = handlingOf(service);
    const found = theOnly(await cases({ kind: 'suspected_duplicate_receipt' }));
    expect(found.events).toEqual([earlier, later]);
    const refused = await act(found, 'resolve', { reason: 'duplicate' }, '*');
    expect([refused.status, refused.body.errors[0]?.code]).toEqual([422, 'decision_required']);
    expect(refused.body.detail).toMatch(/decided/);
    expect((await act(found, 'acknowledge', {}, '*')).status).toBe(200);

    const decision = await of.tell({ type: 'decided', decision: { event: later, counts: false } });
    await service.settled();
    expect(await read(found)).toMatchObject({ state: 'resolved', shown: false, resolution: null });
    await of.take(decision);
    await service.settled();
    expect(await read(found)).toMatchObject({ state: 'open', quantity: 20_000, events: [earlier, later] });
  });

  it('of money says what is at stake, in US dollars and person-months', async () => {
    const { service, ledger, donor, at } = await setup({ engine, expectedBy: '2027-06-01' });
    await ledger.pledge(donor, {
      ...{ reference: 'EU-CASH', contributionType: 'financial', expectedBy: '2026-11-20' },
      ...{ currency: 'EUR', ratePerUsd: 0.824 },
      lines: [
        { sector: 'food_security', province: 'AF23', amount: 50_000_000 },
        { sector: 'unallocated', province: null, amount: 8_240 },
      ],
    });
    await at('2026-11-20T19:30:00Z');
    const money = await handlingOf(service).cases({ kind: 'pledge_overdue' });
    const { items } = (await service.get<{ items: { code: string; costPerPmUsd: number }[] }>('/sectors'))
      .body;
    const cost = items.find(({ code }) => code === 'food_security')!.costPerPmUsd;
    expect(money.map(({ sector, valueUsd, quantity }) => ({ sector, valueUsd, quantity }))).toEqual(
      expect.arrayContaining([
        { sector: 'food_security', valueUsd: 60_679_612, quantity: null },
        { sector: null, valueUsd: 10_000, quantity: null },
      ]),
    );
    const priced = money.find(({ sector }) => sector === 'food_security');
    expect(priced?.pm).toBeCloseTo(60_679_612 / cost, 2);
    expect(money.find(({ sector }) => sector === null)?.pm).toBeNull();
    expect(await handlingOf(service).cases({ sector: 'food_security', kind: 'pledge_overdue' })).toEqual([
      priced,
    ]);
  });
});

it('a case answers 304 to who has it already, and 404 where there is none', async () => {
  const of = await setup();
  await of.receive({ good: 49_500, missing: 500 });
  await of.service.settled();
  const { cases, tagOf } = handlingOf(of.service);
  const found = theOnly(await cases());
  expect(found.line).toBe(lineOf(of.shipment));
  const headers = { 'if-none-match': await tagOf(found), authorization: `Bearer ${KEY}` };
  const url = `${of.service.url}/api/v1/discrepancies/${found.id}`;
  expect((await fetch(url, { headers })).status).toBe(304);
  expect((await of.service.get(`/discrepancies/${newId()}`)).status).toBe(404);
});
