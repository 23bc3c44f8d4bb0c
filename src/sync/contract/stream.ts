/** `GET /stream`: what changes, while it changes (Server-Sent Events). */
import { z } from 'zod';
import { route } from '../../platform/http/contract.ts';

export const stream = route({
  method: 'get',
  path: '/stream',
  operationId: 'streamChanges',
  permission: null,
  summary: 'What changes, while it changes: cells, flags, discrepancies, shipments, pledges, your commands',
  description:
    'Server-Sent Events. Each names one change of a thing that you may see, and says the thing as it is now: `cells` `{province, sector, cells}`, `flag` (a GapFlag), `discrepancy` (a Discrepancy), `shipment` (a ShipmentSummary), `pledge` `{id, reference, status, version, stages}`, `command` (a WaitingCommand). ' +
    'Connect first, then read the lists. `Last-Event-ID` goes on where you were, after a reconnect, a restart or at another server: nothing is lost and nothing comes twice. `reset` says that you were away for more than 30 days, or that the id is not known: read the lists again. ' +
    'The connection is ended from time to time, so that rights are looked at again, and when you do not read; connect again. With more than 12 of yours the oldest is ended, with `retry: 60000`.',
  tag: 'Sync',
  headers: z.object({
    'last-event-id': z
      .string()
      .max(500)
      .optional()
      .meta({ description: 'The `id` of the last event you had' }),
  }),
  responses: { 200: { description: 'Events, without end', content: 'text/event-stream; charset=utf-8' } },
});
