import type { Discrepancy } from '../reconciliation/contract.ts';
import type { Api } from './client.ts';
import { demoId } from './ids.ts';
import { shipmentIdOf } from './sample-shipments.ts';
import { handledCases } from './story/cases.ts';
import type { Tally } from './tally.ts';

/**
 * What the people of the story make of what does not agree, once reconciliation has found it. Every step carries an id of its own, so
 * that it is taken once; a case that is not there is left alone.
 */
export async function handleCases(api: Api, tally: Tally): Promise<void> {
  for (const { waybill, kind, steps } of handledCases) {
    const query = new URLSearchParams({ shipment: shipmentIdOf(waybill), kind });
    const [found] = await api.list<Discrepancy>(`/discrepancies?${query.toString()}`);
    if (!found) continue;
    for (const [index, { act, ...told }] of steps.entries()) {
      const { body } = await api.send<Discrepancy>(
        'POST',
        `/discrepancies/${found.id}/${act}`,
        { ...told, id: demoId('case', waybill, kind, index) },
        { 'if-match': '*' },
      );
      tally.count('SAMPLE steps on cases', body.version > found.version);
    }
  }
}
