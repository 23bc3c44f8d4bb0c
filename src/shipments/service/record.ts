import { type Asker, type Concern, reachOf, relationOf } from '../../access/rules.ts';
import { addConcerns, bySystem, relationsTo } from '../../access/service.ts';
import { requireOrganisations } from '../../accounts/service.ts';
import { type Act, perform } from '../../platform/acts/act.ts';
import type { Clock } from '../../platform/clock.ts';
import { contentHash } from '../../platform/content.ts';
import { DomainError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { markDirty } from '../../platform/queue/repo.ts';
import type { Store } from '../../platform/storage/store.ts';
import type { NewShipment, Shipment } from '../contract.ts';
import * as repo from '../repo.ts';
import { checkPlan } from '../rules/plan.ts';
import { plannedProvinces } from '../rules/provinces.ts';
import { rowsOf, toFacts } from '../wire.ts';
import { concernsReader } from './concerns.ts';
import type { ParkedEvents } from './parked.ts';
import { asRecorded, type ReadReference } from './reading.ts';
import { known as codes, requireLines } from './refusals.ts';

/** Waybills as they are planned. */
export function shipmentRecording(
  { store, clock, reference }: { store: Store; clock: Clock; reference: ReadReference },
  parked: ParkedEvents,
) {
  return {
    /** Records a shipment; the same id with the same content again answers what was recorded. */
    async record(command: NewShipment, act: Act): Promise<{ shipment: Shipment; created: boolean }> {
      const errors = checkPlan(command, codes);
      if (errors.length > 0) throw new DomainError('refused', 'the shipment breaks a rule', { errors });
      const id = command.id ?? newId();
      const hash = contentHash(command);
      return perform({ store, clock }, act, async (scope) => {
        const recorded = await repo.shipmentRow(scope, bySystem('shipment', id));
        if (recorded) {
          const [relation] = (await relationsTo(scope, act.principal, 'shipment', [id])).values();
          // To whoever may not see it the content is not confirmed either.
          if (relation !== 'inside' || recorded.contentHash !== hash) {
            throw new DomainError('id_reused', `shipment ${id} is recorded with other content`);
          }
          const shipment = await asRecorded(scope, bySystem('shipment', id), recorded, reference);
          return { shipment, created: false };
        }
        await requireOrganisations(scope, {
          '/consignor': command.consignor,
          '/consignee': command.consignee,
        });
        const donors = await requireLines(scope, act.principal, command);
        const now = clock.now();
        const rows = rowsOf(command, { id, hash, recordedBy: act.principal.id, now });
        const concernsOf = await concernsReader(scope, [rows[0]]);
        const concerns = concernsOf(rows[0], plannedProvinces(toFacts(...rows)), donors);
        requireConcerned(act.principal, concerns);
        await repo.insertShipment(scope, ...rows);
        await addConcerns(scope, id, concerns);
        await parked.admitAll(scope, id);
        await markDirty(scope, 'shipment', id, now);
        await scope.record('shipment', id, hash);
        const shipment = await asRecorded(scope, bySystem('shipment', id), rows[0], reference);
        return { shipment, created: true };
      });
    },
  };
}

/** @throws DomainError forbidden: whoever records a shipment is concerned by it or in charge where it goes */
function requireConcerned(asker: Asker, concerns: readonly Concern[]): void {
  if (relationOf(reachOf(asker, 'shipment'), concerns) === 'inside') return;
  throw new DomainError(
    'forbidden',
    'It touches no province in your charge, and your organisation neither sends, receives nor carries it.',
  );
}
