/** `npm run verify` finds what somebody or something changed behind the ledger's back, and `--repair` mends it. */
import { beforeAll, describe, expect, it } from 'vitest';
import { laneCells } from '../../src/gaps/tables.ts';
import { endOfDay } from '../../src/platform/calendar.ts';
import { eq, sql } from '../../src/platform/storage/drizzle.ts';
import type { WriteScope } from '../../src/platform/storage/store.ts';
import {
  discrepancies,
  laneSupply,
  lineStates,
  losses,
  parcels,
  pledgeStates,
  shipmentStates,
} from '../../src/reconciliation/tables.ts';
import { lastVerification } from '../../src/reconciliation/repo/verifications.ts';
import { GHOR, ledgerOf, lineOf, WHEAT } from '../support/ledger.ts';
import { engines, serviceOfSuite } from '../support/service.ts';
import { runVerify, verifyNow } from '../support/verify.ts';

type Thing = 'shipment' | 'pledge' | 'lane';

interface Corruption {
  what: string;
  corrupt: (scope: WriteScope) => Promise<unknown>;
  /** What verify says of which thing. */
  found: readonly (readonly [Thing, string])[];
}

const corruptions: Corruption[] = [
  {
    what: 'a parcel of a shipment with another quantity',
    corrupt: (scope) => {
      const rows = scope.of(parcels);
      const more = { personDaysMilli: sql`${rows.personDaysMilli} + 1` };
      return scope.db.update(rows).set(more).where(eq(rows.class, 'delivered'));
    },
    // The lane was summed from the parcel as it was.
    found: [
      ['shipment', 'parcels differ'],
      ['lane', 'cells differ'],
      ['lane', 'supply differs'],
    ],
  },
  {
    what: 'a parcel of a pledge that is gone',
    corrupt: (scope) => scope.db.delete(scope.of(parcels)).where(eq(scope.of(parcels).ownerKind, 'pledge')),
    found: [
      ['pledge', 'parcels differ'],
      ['lane', 'cells differ'],
      ['lane', 'supply differs'],
    ],
  },
  {
    what: 'a sum of the supply of a lane',
    corrupt: (scope) => scope.db.update(scope.of(laneSupply)).set({ personDaysMilli: 1 }),
    found: [['lane', 'supply differs']],
  },
  {
    what: 'the supply of a lane that is gone',
    corrupt: (scope) => scope.db.delete(scope.of(laneSupply)),
    found: [['lane', 'supply differs']],
  },
  {
    what: 'the state of a line',
    corrupt: (scope) => scope.db.update(scope.of(lineStates)).set({ state: 'matched' }),
    found: [['shipment', 'balances differ']],
  },
  {
    what: 'the balance of a line, in books that still balance',
    corrupt: (scope) => {
      const { goodMilli, missingMilli } = scope.of(lineStates);
      const moved = { goodMilli: sql`${goodMilli} + 1`, missingMilli: sql`${missingMilli} - 1` };
      return scope.db.update(scope.of(lineStates)).set(moved);
    },
    found: [['shipment', 'balances differ']],
  },
  {
    what: 'the status of a shipment',
    corrupt: (scope) => scope.db.update(scope.of(shipmentStates)).set({ status: 'lost' }),
    found: [['shipment', 'status is lost, facts say received']],
  },
  {
    what: 'a pledge that time would never come back to',
    corrupt: (scope) => scope.db.update(scope.of(pledgeStates)).set({ dueAt: null }),
    found: [['pledge', `is due at null, facts say ${endOfDay('2026-12-15')}`]],
  },
  {
    what: 'a cell of a lane',
    corrupt: (scope) => scope.db.update(scope.of(laneCells)).set({ unpledged: 0 }),
    found: [['lane', 'cells differ']],
  },
  {
    what: 'a cell of a lane that is gone',
    corrupt: (scope) => scope.db.delete(scope.of(laneCells)).where(eq(scope.of(laneCells).month, '2026-11')),
    found: [['lane', 'cells differ']],
  },
  {
    what: 'a discrepancy with another quantity',
    corrupt: (scope) => scope.db.update(scope.of(discrepancies)).set({ quantityMilli: 1 }),
    found: [['shipment', 'discrepancies differ']],
  },
  {
    what: 'a discrepancy that was closed while its cause stands',
    corrupt: (scope) => scope.db.update(scope.of(discrepancies)).set({ state: 'resolved', closedAt: 1 }),
    found: [['shipment', 'discrepancies differ']],
  },
  {
    what: 'a discrepancy whose cause is said to be gone while it stands',
    corrupt: (scope) => scope.db.update(scope.of(discrepancies)).set({ goneAt: 1 }),
    found: [['shipment', 'discrepancies differ']],
  },
  {
    what: 'a loss with another cause',
    corrupt: (scope) => scope.db.update(scope.of(losses)).set({ reason: 'sampling' }),
    found: [['shipment', 'losses differ']],
  },
  {
    what: 'losses that are gone',
    corrupt: (scope) => scope.db.delete(scope.of(losses)),
    found: [['shipment', 'losses differ']],
  },
  {
    what: 'a discrepancy that is gone',
    corrupt: (scope) => scope.db.delete(scope.of(discrepancies)),
    found: [['shipment', 'discrepancies differ']],
  },
];

describe.each(engines)('verify on %s', (engine) => {
  const service = serviceOfSuite({ engine });
  const keys: Record<Thing, string> = { shipment: '', pledge: '', lane: `${GHOR}/food_security` };

  beforeAll(async () => {
    const ledger = ledgerOf(service());
    const donor = await ledger.organisation();
    await ledger.need(['2026-11', '2026-12'], 280_000);
    const pledge = await ledger.pledge(donor);
    const lines = [{ item: WHEAT, quantity: 50_000, pledgeLine: pledge.lines[0]!.id }];
    const shipment = await ledger.ship(donor, { lines });
    const entry = { line: lineOf(shipment), good: 49_500, missing: 500, reason: 'lost_in_transit' as const };
    await ledger.tell(shipment, { type: 'received', occurredAt: '2026-11-14T09:00:00Z', lines: [entry] });
    await service().settled();
    Object.assign(keys, { shipment: shipment.id, pledge: pledge.id });
  });

  it.each(corruptions)('finds and mends $what', async ({ corrupt, found }) => {
    const { store, databaseUrl, settled, sweep } = service();
    await store.write(corrupt);

    const first = await verifyNow(databaseUrl, { repair: true });
    const lines = first.output.split('\n');
    expect(lines).toEqual(
      expect.arrayContaining(found.map(([kind, what]) => `${kind} ${keys[kind]}: ${what}`)),
    );
    expect(first.output).toMatch(
      new RegExp(`, ${found.length} differences, 0 waiting to be recomputed, 0 given up\n$`),
    );
    expect(first.code).toBe(1);

    await settled();
    // The same by night, which is faster than another process.
    await sweep('verify');
    expect(await store.read(lastVerification)).toMatchObject({ differences: 0, pending: 0 });
  });

  it('is a program: it ends with 1 and marks what differs when told to, and with 0 when all is mended', async () => {
    const { store, databaseUrl, settled } = service();
    await store.write((scope) => scope.db.update(scope.of(shipmentStates)).set({ status: 'lost' }));
    const first = await runVerify({ DATABASE_URL: databaseUrl }, '--repair');
    expect(first.output.split('\n')).toEqual([
      `shipment ${keys.shipment}: status is lost, facts say received`,
      'what differs and what was given up is marked to be computed again by the workers',
      expect.stringMatching(/^10\d checked, 1 differences, 0 waiting to be recomputed, 0 given up$/),
      '',
    ]);
    expect(first.code).toBe(1);

    await settled();
    const { output, code } = await runVerify({ DATABASE_URL: databaseUrl });
    expect(output).toMatch(/^10\d checked, 0 differences, 0 waiting to be recomputed, 0 given up\n$/);
    expect(code).toBe(0);
  });
});
