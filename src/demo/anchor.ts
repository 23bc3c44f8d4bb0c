import type { Pledge } from '../pledges/contract.ts';
import { type Api, ApiRefusal } from './client.ts';
import { pledgeIdOf } from './sample-pledges.ts';
import { samplePledges } from './story/pledges.ts';

/**
 * The day the story is told from, found in the ledger itself: the first sample pledge was first reported on it. Nothing else has to
 * be remembered, so a second run says the same on another day, from another machine, with either storage engine; and a ledger
 * that is thrown away takes its story with it, instead of leaving a file behind that dates the next one.
 */
export async function recordedAnchor(api: Api): Promise<string | null> {
  const [first] = samplePledges;
  if (!first) throw new Error('the story has no pledges');
  try {
    return (await api.get<Pledge>(`/pledges/${pledgeIdOf(first.reference)}`)).firstReportedOn;
  } catch (error) {
    if (error instanceof ApiRefusal && error.status === 404) return null;
    throw error;
  }
}

/** Whether anybody has recorded a pledge or a shipment in this ledger. */
export async function isInUse(api: Api): Promise<boolean> {
  const [pledges, shipments] = await Promise.all([
    api.get<{ items: unknown[] }>('/pledges?limit=1'),
    api.get<{ items: unknown[] }>('/shipments?limit=1'),
  ]);
  return pledges.items.length + shipments.items.length > 0;
}
