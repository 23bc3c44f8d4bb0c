import type { Discrepancy } from '../../../src/reconciliation/contract.ts';
import type { Engine } from '../../../src/platform/storage/store.ts';
import type { Pledge } from '../../../src/pledges/contract.ts';
import type { RecordedEvent } from '../../../src/shipments/contract/events.ts';
import type { Shipment } from '../../../src/shipments/contract.ts';
import { type Ledger, ledgerOf, lineOf, type Told, WHEAT } from '../../support/ledger.ts';
import { type Service, serviceOfTest } from '../../support/service.ts';

/** A shipment of 50 t that fulfils a pledge of 500 t, on its way since 11 November unless the case says otherwise. */
export interface Case {
  service: Service;
  ledger: Ledger;
  donor: string;
  pledge: Pledge;
  shipment: Shipment;
  line: string;
  tell: (told: Told) => Promise<RecordedEvent>;
  /** Records a receipt of the line, one entry with a reason. */
  receive: (
    entry: { good?: number; damaged?: number; missing?: number; excess?: number },
    base?: Partial<Pick<Told, 'occurredAt' | 'place' | 'deviceId'>>,
  ) => Promise<RecordedEvent>;
  take: (...events: RecordedEvent[]) => Promise<void>;
  at: (instant: string) => Promise<void>;
}

export async function setup({
  isDispatched = true,
  expectedBy = '2026-12-15',
  engine = 'sqlite',
}: { isDispatched?: boolean; expectedBy?: string; engine?: Engine } = {}): Promise<Case> {
  const service = await serviceOfTest({ engine });
  const ledger = ledgerOf(service);
  const donor = await ledger.organisation();
  const pledge = await ledger.pledge(donor, { expectedBy });
  const lines = [{ item: WHEAT, quantity: 50_000, pledgeLine: pledge.lines[0]!.id }];
  const shipment = await ledger.ship(donor, { lines });
  const line = lineOf(shipment);
  const tell = (told: Told) => ledger.tell(shipment, told);
  if (isDispatched) await tell({ type: 'dispatched' });
  return {
    ...{ service, ledger, donor, pledge, shipment, line, tell },
    receive: (entry, base = {}) =>
      tell({
        ...{ type: 'received', occurredAt: '2026-11-14T09:00:00Z' },
        lines: [{ line, ...entry, reason: 'wet_damage', responsibility: 'carrier' }],
        ...base,
      }),
    async take(...events) {
      for (const { id } of events) await tell({ type: 'voided', voids: id });
    },
    async at(instant) {
      service.clock.moveTo(instant);
      await service.sweep('deadlines');
    },
  };
}

/** The cases that match, the newest first. */
export const casesOf = async (service: Service, query: Record<string, string> = {}) =>
  (await service.get<{ items: Discrepancy[] }>('/discrepancies', query)).body.items;

/** Sends more flour under the pledge. */
export const shipMore = ({ ledger, donor, pledge }: Case, quantity: number) =>
  ledger.ship(donor, { lines: [{ item: WHEAT, quantity, pledgeLine: pledge.lines[0]!.id }] });
