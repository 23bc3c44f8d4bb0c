import { type Act, perform } from '../../platform/acts/act.ts';
import type { Clock } from '../../platform/clock.ts';
import { contentHash } from '../../platform/content.ts';
import { DomainError } from '../../platform/errors.ts';
import type { Store } from '../../platform/storage/store.ts';
import type { NewEvent, RecordedEvent } from '../contract/events.ts';
import type { ParkedEvents } from './parked.ts';
import { refuseMalformed } from './refusals.ts';
import type { EventTelling } from './telling.ts';

/** What happened to cargo, as it is reported. */
export function eventRecording(
  { store, clock }: { store: Store; clock: Clock },
  { tell, remembering }: EventTelling,
  parked: ParkedEvents,
) {
  return {
    /**
     * Records what happened. A well-formed event is never refused for being surprising; the receipt rule is the one
     * exception, for a receipt that does not add up tells nothing. The same id again gives the first answer.
     */
    async recordEvent(
      shipmentId: string,
      command: NewEvent,
      act: Act,
      source: RecordedEvent['source'] = 'api',
    ): Promise<{ event: RecordedEvent; created: boolean }> {
      refuseMalformed(command);
      const told = { shipmentId, command, hash: contentHash({ shipmentId, ...command }), source };
      return remembering(shipmentId, (learn) =>
        perform({ store, clock }, act, (unit) =>
          tell(unit, act.principal, { ...told, recordedAt: clock.now() }, learn),
        ),
      );
    },

    /** The same for an event whose shipment may come later than it: until then it waits, and tells what it would have told. */
    async recordOrPark(
      shipmentId: string,
      command: NewEvent,
      act: Act,
      source: RecordedEvent['source'],
    ): Promise<{ outcome: 'applied' | 'duplicate' | 'parked'; recordedAt: number }> {
      refuseMalformed(command);
      const told = { shipmentId, command, hash: contentHash({ shipmentId, ...command }), source };
      return remembering(shipmentId, (learn) =>
        perform({ store, clock }, act, async (unit) => {
          const heard = { ...told, recordedAt: clock.now() };
          try {
            const { event, created } = await tell(unit, act.principal, heard, learn);
            return {
              outcome: created ? ('applied' as const) : ('duplicate' as const),
              recordedAt: Date.parse(event.recordedAt),
            };
          } catch (error) {
            if (!(error instanceof DomainError) || error.code !== 'not_found') throw error;
            const { recordedAt } = await parked.park(unit, act, heard);
            return { outcome: 'parked' as const, recordedAt };
          }
        }),
      );
    },
  };
}
