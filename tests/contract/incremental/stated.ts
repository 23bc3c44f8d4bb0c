/** What the API says of a shipment while its recomputation may still wait, and what the reference model makes of the same events. */
import { ADJUSTMENT_KINDS } from '../../../src/shipments/rules/adjustments.ts';
import type { Shipment } from '../../../src/shipments/contract.ts';
import type { ReferenceFacts, ShipmentEvent, ShipmentFacts } from '../../../src/shipments/rules/facts.ts';
import { balances } from '../../reference/balance.ts';
import { counted, isMovement } from '../../reference/history.ts';
import { anomalies, flagsOf, isSettled, lineState, statusOf } from '../../reference/status.ts';

const milli = (units: number) => Math.round(units * 1000);

/** The shipment in thousandths; throws when a line's books do not balance or its adjustments do not add up to them. */
export function statedOf({ status, flags, lines }: Shipment) {
  return {
    ...{ status, flags },
    lines: lines.map((line) => {
      const { dispatched, good, damaged, missing, excess, lost, returned, outstanding } = line;
      const sides = [good, damaged, missing, lost, returned, outstanding].map(milli);
      if (milli(dispatched) + milli(excess) !== sides.reduce((a, b) => a + b))
        throw new Error(`line ${line.id ?? line.item} does not balance: ${JSON.stringify(line)}`);
      const told = Object.fromEntries(
        ADJUSTMENT_KINDS.map((kind) => [
          kind,
          line.adjustments.reduce((sum, one) => sum + (one.kind === kind ? milli(one.quantity) : 0), 0),
        ]),
      );
      return {
        line: line.id ?? line.item,
        state: line.state,
        ...{ dispatched: milli(dispatched), good: milli(good), outstanding: milli(outstanding), told },
        ...{ distributed: milli(line.distributed.quantity), people: line.distributed.people },
      };
    }),
  };
}

/** The same by the reference model alone. */
export function statedByLaw(
  facts: ShipmentFacts,
  events: readonly ShipmentEvent[],
  world: ReferenceFacts,
  now: number,
): ReturnType<typeof statedOf> {
  const list = counted(facts, events);
  const lines = balances(facts, list);
  const moving = list.some(isMovement);
  const odd = anomalies(facts, list, isSettled(list, lines)).length > 0;
  const flags = flagsOf(facts, list, lines, world, now, odd);
  return {
    status: statusOf(facts, list, lines) as Shipment['status'],
    flags: flags as Shipment['flags'],
    lines: lines.map((line) => {
      const { planned, dispatched, good, damaged, missing, excess, lost, returned, outstanding } = line;
      const short = moving ? planned - dispatched : 0;
      const loading = { short_loaded: Math.max(0, short), over_loaded: Math.max(0, -short) };
      return {
        line: line.line ?? line.item,
        state: lineState(line, moving, flags) as Shipment['lines'][number]['state'],
        ...{ dispatched, good, outstanding, told: { ...loading, lost, damaged, missing, excess, returned } },
        ...{ distributed: line.distributed, people: line.people },
      };
    }),
  };
}
