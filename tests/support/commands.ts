/** One valid command of every operation that changes something, each about things of its own and without an id of the caller's. */
import type { GapFlag } from '../../src/gaps/contract/flags.ts';
import type { Discrepancy } from '../../src/reconciliation/contract.ts';
import { newId } from '../../src/platform/ids.ts';
import { type CaseAct, handlingOf } from './cases.ts';
import { eventBody, ledgerOf, lineOf, pledgeBody, shipmentBody } from './ledger.ts';
import type { Service } from './service.ts';

export interface Command {
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below `/api/v1`. */
  path: string;
  /** Makes the body: a form cannot be sent twice. */
  body?: () => unknown;
  /** The same request with another content. */
  altered?: () => unknown;
  headers?: Record<string, string>;
}

const NOON = '2026-11-14T12:00:00Z';
const EXPIRES_ON = '2026-12-31';
/** Where no other command sends anything, so that its hint is its own. */
const QUIET_PROVINCES = ['AF01', 'AF05', 'AF09', 'AF12', 'AF17', 'AF20', 'AF28', 'AF31'];

/** Sends a command, with whatever headers besides. */
export const send = <T>(
  service: Service,
  { method, path, body, headers }: Command,
  more: Record<string, string> = {},
) => service.ask<T>(method, path, { headers: { ...headers, ...more }, ...(body && { body: body() }) });

/** How each operation that changes something is asked, by its id; making a command records what it needs. */
export function commandsOf(service: Service) {
  const ledger = ledgerOf(service);
  const people = handlingOf(service);
  const quiet = [...QUIET_PROVINCES];
  let flagged = 0;
  const organisation = () => ledger.organisation(`Organisation ${newId()}`);
  const pledged = async () => ledger.pledge(await organisation(), { reference: newId() });
  const reference = () => ({ reference: newId() });

  async function received(province: string, counted: object, occurredAt: string) {
    const shipment = await ledger.ship(await organisation(), { destination: { province } });
    await ledger.tell(shipment, { type: 'dispatched' });
    const lines = [{ line: lineOf(shipment), ...counted, reason: 'miscount' }];
    await ledger.tell(shipment, { type: 'received', occurredAt, lines } as never);
    return shipment;
  }

  async function openCase(): Promise<Discrepancy> {
    const shipment = await received('AF23', { good: 49_000, missing: 1000 }, NOON);
    await service.settled();
    const [found] = await people.cases({ shipment: shipment.id });
    if (!found) throw new Error('a receipt with missing goods opens a case');
    return found;
  }

  async function onCase(act: CaseAct, body: object, opened = openCase()): Promise<Command> {
    const { id } = await opened;
    return {
      ...{ method: 'POST', path: `/discrepancies/${id}/${act}`, body: () => body },
      altered: () => ({ ...body, text: 'another text' }),
      headers: { 'if-match': await people.tagOf({ id }) },
    };
  }

  async function resolvedCase(): Promise<Discrepancy> {
    const found = await openCase();
    await people.act(found, 'resolve', { reason: 'written_off' }, await people.tagOf(found));
    return found;
  }

  async function onHint(act: 'accept' | 'dismiss', body: object): Promise<Command> {
    const province = quiet.shift();
    if (province === undefined) throw new Error('no quiet province is left');
    await received(province, { good: 50_500, excess: 500 }, '2026-11-13T09:00:00Z');
    await received(province, { good: 49_500, missing: 500 }, NOON);
    await service.settled();
    const [hint] = await people.hints({ state: 'proposed' });
    if (!hint) throw new Error('an excess and a shortage make a hint');
    return {
      ...{ method: 'POST', path: `/netting-hints/${hint.id}/${act}`, body: () => body },
      altered: () => ({ text: 'another text' }),
      headers: { 'if-match': await people.hintTagOf(hint) },
    };
  }

  /** A flag of a lane that nothing else needs anything in. */
  async function onFlag(act: string, body: object, before?: 'resolve'): Promise<Command> {
    const province = `AF${String(++flagged).padStart(2, '0')}`;
    await ledger.need(['2026-11'], 1000, { province, sector: 'trade' });
    await service.settled();
    const { body: found } = await service.get<{ items: GapFlag[] }>('/gap-flags', {
      province,
      sector: 'trade',
    });
    const path = `/gap-flags/${found.items[0]?.id}`;
    const tagOf = async () => ({ 'if-match': (await service.get(path)).headers.get('etag') ?? '' });
    if (before) {
      await service.ask('POST', `${path}/${before}`, { body: { text: 'enough' }, headers: await tagOf() });
    }
    return {
      ...{ method: 'POST', path: `${path}/${act}`, body: () => body, headers: await tagOf() },
      altered: () => ({ ...body, text: 'another text' }),
    };
  }

  const posting = (path: string, body: object, altered: object): Command => ({
    ...{ method: 'POST', path, body: () => body, altered: () => ({ ...body, ...altered }) },
  });

  function paper(): () => FormData {
    const content = `%PDF-1.7\n% ${newId()}\n`;
    return () => {
      const form = new FormData();
      form.append('file', new Blob([content]), 'letter.pdf');
      return form;
    };
  }

  return {
    createOrganisation: async () =>
      posting('/organisations', { name: `Organisation ${newId()}`, kind: 'ngo' }, { kind: 'un' }),
    createPledge: async () =>
      posting('/pledges', pledgeBody(await organisation(), reference()), { earmarking: 2 }),
    editPledge: async () => {
      const { id } = await pledged();
      const headers = { 'if-match': '"1"' };
      return { method: 'PATCH', path: `/pledges/${id}`, body: () => ({ earmarking: 4 }), headers };
    },
    changePledgeStatus: async () => {
      const { id } = await pledged();
      return posting(`/pledges/${id}/status`, { to: 'paid', on: '2026-11-02' }, { on: '2026-11-03' });
    },
    voidPledgeStatus: async () => {
      const { id } = await pledged();
      const { body } = await service.post<{ statuses: { id: string; status: string }[] }>(
        `/pledges/${id}/status`,
        { to: 'paid', on: '2026-11-02' },
      );
      const paid = body.statuses.find(({ status }) => status === 'paid');
      const path = `/pledges/${id}/statuses/${paid?.id}/void`;
      return posting(path, { reason: 'a slip' }, { reason: 'another pledge was meant' });
    },
    allocatePledge: async () => {
      const { id, lines } = await pledged();
      const parts = (province: string) => [{ province, quantity: 100_000 }];
      const body = { lineId: lines[0]?.id, parts: parts('AF01') };
      return posting(`/pledges/${id}/allocate`, body, { parts: parts('AF02') });
    },
    createAllocationPlan: async () => posting('/allocation-plans', {}, { includePledges: true }),
    sharePledge: async () => {
      const { id } = await pledged();
      return posting(`/pledges/${id}/share`, { expiresOn: EXPIRES_ON }, { expiresOn: '2026-12-30' });
    },
    revokePledgeShare: async () => {
      const { id } = await pledged();
      const link = await service.post<{ id: string }>(`/pledges/${id}/share`, { expiresOn: EXPIRES_ON });
      return { method: 'DELETE', path: `/pledges/${id}/shares/${link.body.id}` };
    },
    createShipment: async () =>
      posting('/shipments', shipmentBody(await organisation(), { waybill: newId() }), { origin: 'Termez' }),
    recordEvent: async () => {
      const { id } = await ledger.ship(await organisation());
      return posting(`/shipments/${id}/events`, eventBody({ type: 'dispatched' }), { note: 'at dawn' });
    },
    uploadAttachment: async () => ({
      ...{ method: 'POST', path: '/attachments', body: paper(), altered: paper() },
    }),
    putNeeds: async () => {
      const row = { province: 'AF23', sector: 'education', month: '2026-12', peopleTargeted: 10 };
      const body = () => ({ rows: [{ ...row, source: newId(), isEstimate: false }] });
      return { method: 'PUT', path: '/needs', body };
    },
    setCrossingStatus: async () => {
      const body = () => ({ status: 'closed', from: '2026-11-15', reason: newId() });
      return { method: 'PUT', path: '/crossings/torkham/status', body };
    },
    putAccessConstraint: async () => {
      const what = { name: 'Salang pass', cause: 'pass', effect: 'slow', days: 3, provinces: ['AF03'] };
      const body = () => ({ ...what, months: [1, 2], status: 'planning value', source: newId() });
      return { method: 'PUT', path: '/access-constraints/salang_at_parwan', body };
    },
    acknowledgeDiscrepancy: () => onCase('acknowledge', { text: 'seen' }),
    assignDiscrepancy: () => onCase('assign', { owner: 'Office in Herat' }),
    commentDiscrepancy: () => onCase('comment', { text: 'asked the carrier' }),
    resolveDiscrepancy: () => onCase('resolve', { reason: 'written_off' }),
    reopenDiscrepancy: () => onCase('reopen', { text: 'found something' }, resolvedCase()),
    acknowledgeGapFlag: () => onFlag('acknowledge', { text: 'seen' }),
    assignGapFlag: () => onFlag('assign', { owner: 'Office in Herat' }),
    commentGapFlag: () => onFlag('comment', { text: 'asked the cluster' }),
    actOnGapFlag: () => onFlag('act', { text: 'a convoy is being planned' }),
    resolveGapFlag: () => onFlag('resolve', { text: 'covered by the market' }),
    reopenGapFlag: () => onFlag('reopen', { text: 'not covered' }, 'resolve'),
    acceptNettingHint: () => onHint('accept', {}),
    dismissNettingHint: () => onHint('dismiss', { text: 'another truck' }),
  } satisfies Record<string, () => Promise<Command>>;
}

export type CommandName = keyof ReturnType<typeof commandsOf>;
