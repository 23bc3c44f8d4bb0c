import { items, sectors } from './catalogue/catalogue.ts';
import { crossings } from './places/crossings.ts';
import { provinces, severities } from './places/places.ts';
import { contentHash } from './platform/content.ts';
import { markDue } from './platform/queue/repo.ts';
import type { Store } from './platform/storage/store.ts';
import { pledgeIdsAfter } from './pledges/service.ts';
import { recordedDerivation, recordDerivation } from './reconciliation/repo.ts';
import type { CargoSettings } from './shipments/rules/facts.ts';
import { shipmentIdsAfter } from './shipments/service.ts';
import { laneKey } from './gaps/rules/lane-key.ts';

/** Raise it with every change of a rule that gives other numbers from the same facts. */
const RULES_VERSION = 1;
const UNIT = 500;

/**
 * Marks everything for recomputation when what it is computed with is no longer what it was: a setting, the catalogue, severity, the
 * state of crossings by the sources, or the rules of this release. The new fingerprint is stored last, so that an interruption
 * only means doing it again.
 */
export async function rederiveIfChanged(store: Store, settings: CargoSettings, now: number): Promise<void> {
  const { staleAfterDays, heldAfterDays, overdueGraceDays } = settings;
  const fingerprint = contentHash({
    ...{ rules: RULES_VERSION, staleAfterDays, heldAfterDays, overdueGraceDays },
    ...{ items, sectors, severities, crossings },
  });
  const before = await store.read(recordedDerivation);
  if (before === fingerprint) return;
  // A new ledger has nothing that was computed otherwise.
  if (before !== undefined) await markEverything(store, now);
  await store.write((scope) => recordDerivation(scope, fingerprint, now));
}

async function markEverything(store: Store, now: number): Promise<void> {
  const walks = [
    { kind: 'shipment', idsAfter: shipmentIdsAfter },
    { kind: 'pledge', idsAfter: pledgeIdsAfter },
  ] as const;
  for (const { kind, idsAfter } of walks) {
    for (let after = '', size = UNIT; size === UNIT;) {
      const ids = await store.write(async (scope) => {
        const batch = await idsAfter(scope, after, UNIT);
        for (const id of batch) await markDue(scope, kind, id, now);
        return batch;
      });
      size = ids.length;
      after = ids.at(-1) ?? after;
    }
  }
  await store.write(async (scope) => {
    for (const { pcode } of provinces) {
      for (const { code } of sectors) await markDue(scope, 'lane', laneKey(pcode, code), now);
    }
  });
}
