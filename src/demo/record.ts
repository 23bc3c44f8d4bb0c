import type { RecordedNeed } from '../needs/contract.ts';
import { type Api, inParallel } from './client.ts';
import { flowCommand, ftsFlows } from './flows.ts';
import { needCommands } from './needs.ts';
import { registerOrganisations } from './organisations.ts';
import { type PledgeCommand, pledgeIdOf, samplePledgeCommand, statusCommands } from './sample-pledges.ts';
import { eventCommands, shipmentCommand } from './sample-shipments.ts';
import { samplePledges } from './story/pledges.ts';
import { sampleShipments } from './story/shipments.ts';
import type { SampleShipment } from './story/telling.ts';
import { newTally, type Kind, type Tally } from './tally.ts';

/** Commands on their way at the same time. */
const LIMIT = 8;
/** Rows in one PUT: about a third of what a body may have. */
const NEEDS_AT_ONCE = 1000;

/**
 * Records the real figures and the sample story through the ordinary API, told from the anchor day. Every command carries an id of
 * its own, so that sending all of it again changes nothing.
 */
export async function recordStory(api: Api, anchor: string): Promise<Tally> {
  const tally = newTally();
  const organisationOf = await registerOrganisations(api, { limit: LIMIT, tally });

  async function recordPledge(kind: Kind, command: PledgeCommand): Promise<void> {
    const { status } = await api.send('POST', '/pledges', command);
    tally.count(kind, status === 201);
  }

  async function recordShipment(shipment: SampleShipment): Promise<void> {
    const command = shipmentCommand(shipment, anchor, organisationOf);
    const recorded = await api.send('POST', '/shipments', command);
    tally.count('SAMPLE shipments', recorded.status === 201);
    for (const event of eventCommands(shipment, anchor)) {
      const { status } = await api.send('POST', `/shipments/${command.id}/events`, event);
      tally.count('SAMPLE events', status === 201);
    }
  }

  // The first sample pledge carries the anchor: a run that is interrupted after it finds its day again.
  for (const pledge of samplePledges) {
    await recordPledge('SAMPLE pledges', samplePledgeCommand(pledge, anchor, organisationOf));
    for (const change of statusCommands(pledge, anchor)) {
      const { status } = await api.send('POST', `/pledges/${pledgeIdOf(pledge.reference)}/status`, change);
      tally.count('SAMPLE changes of status', status === 201);
    }
  }
  await recordNeeds(api, anchor, tally);
  await inParallel(ftsFlows, LIMIT, (flow) =>
    recordPledge('FTS flows as pledges', flowCommand(flow, organisationOf)),
  );
  await inParallel(sampleShipments, LIMIT, recordShipment);
  return tally;
}

/** Says only what nobody has said yet: a need that somebody has put right since stays as it is. */
async function recordNeeds(api: Api, anchor: string, tally: Tally): Promise<void> {
  const cellOf = ({ province, sector, month }: Pick<RecordedNeed, 'province' | 'sector' | 'month'>) =>
    `${province} ${sector} ${month}`;
  const known = new Set((await api.list<RecordedNeed>('/needs')).map(cellOf));
  const commands = needCommands(anchor);
  const rows = commands.filter((command) => !known.has(cellOf(command)));
  for (let from = 0; from < rows.length; from += NEEDS_AT_ONCE) {
    await api.send('PUT', '/needs', { rows: rows.slice(from, from + NEEDS_AT_ONCE) });
  }
  tally.count('needs (HNRP 2026 estimates, SAMPLE trade)', true, rows.length);
  tally.count('needs (HNRP 2026 estimates, SAMPLE trade)', false, commands.length - rows.length);
}
