/** One pledge, shipment, case, hint, file and link for each cell of the matrix, recorded by an administrator. */
import type { Attachment } from '../../../src/attachments/contract.ts';
import type { Principal } from '../../../src/platform/access.ts';
import { newId } from '../../../src/platform/ids.ts';
import type { Pledge } from '../../../src/pledges/contract.ts';
import type { Shipment } from '../../../src/shipments/contract.ts';
import { principalOf } from '../../support/acts.ts';
import { handlingOf } from '../../support/cases.ts';
import { FOOD, ledgerOf, lineOf } from '../../support/ledger.ts';
import { KEY, type Service } from '../../support/service.ts';
import { type Cell, CELLS, type Who } from './matrix.ts';

/** Balkh and Nangarhar: each has a crossing. */
export const PROVINCES = { own: 'AF21', other: 'AF06' } as const;
export const CROSSINGS = { own: 'hairatan', other: 'torkham' } as const;
/** Of one item and one destination there is one hint: each organisation has an item of its own. */
const ITEMS = { own: 'wheat_flour', other: 'rice' } as const;

type Side = 'own' | 'other';
const sidesOf = (cell: Cell) => cell.split(' ') as [Side, Side];

/** What stands in one cell. */
export interface Rows {
  organisation: string;
  province: string;
  crossing: string;
  item: string;
  pledge: Pledge;
  /** It came short, and its `twin` too many. */
  shipment: Shipment;
  receipt: string;
  discrepancy: string;
  hint: string;
  /** Of the lane of its province. */
  flag: string;
  file: Attachment;
  /** One link to be revoked, and the token of one that stays. */
  share: { id: string };
  link: string;
}

export type World = { of: Record<Cell, Rows>; principals: Record<Who, Principal> };

export async function makeWorld(service: Service): Promise<World> {
  const ledger = ledgerOf(service);
  const people = handlingOf(service);
  const organisations = {
    own: await ledger.organisation('Kazakhstan'),
    other: await ledger.organisation('Uzbekistan'),
  };
  const made: [Cell, Omit<Rows, 'discrepancy' | 'hint' | 'flag'>][] = [];
  for (const cell of CELLS) {
    const [org, place] = sidesOf(cell);
    const [organisation, province, item] = [organisations[org], PROVINCES[place], ITEMS[org]];
    const pledge = await ledger.pledge(organisation, {
      reference: `P ${cell}`,
      lines: [{ sector: FOOD, province, item, quantity: 500_000, amount: 29_500_000 }],
    });
    const send = async (what: string, counted: object, hour: string, files: string[] = []) => {
      const shipment = await ledger.ship(organisation, {
        waybill: `WB ${cell} ${what}`,
        destination: { province },
        lines: [{ item, quantity: 1000 }],
      });
      await ledger.tell(shipment, { type: 'dispatched' });
      const lines = [{ line: lineOf(shipment), reason: 'miscount' as const, ...counted }];
      const told = { type: 'received', occurredAt: `2026-11-14T${hour}:00:00Z`, lines, attachments: files };
      const { id } = await ledger.tell(shipment, told as never);
      return { shipment, receipt: id };
    };
    const file = await upload(service, `%PDF-1.7\n% ${cell}\n`, KEY);
    const short = await send('short', { good: 990, missing: 10 }, '09', [file.sha256]);
    await send('excess', { good: 1010, excess: 10 }, '10');
    const link = async () => {
      const until = { expiresOn: '2026-12-31' };
      return (await service.post<{ id: string; token: string }>(`/pledges/${pledge.id}/share`, until)).body;
    };
    const names = { organisation, province, crossing: CROSSINGS[place], item };
    made.push([cell, { ...names, pledge, ...short, file, share: await link(), link: (await link()).token }]);
  }
  for (const province of Object.values(PROVINCES)) {
    await ledger.need(['2026-11'], 1_000_000, { province });
  }
  await service.settled();
  const flags = (await service.get<{ items: { id: string; province: string }[] }>('/gap-flags')).body.items;
  const hints = await people.hints({ state: 'proposed' });
  const of = {} as World['of'];
  for (const [cell, rows] of made) {
    const [found] = await people.cases({ shipment: rows.shipment.id });
    const hint = hints.find(({ shortShipment }) => shortShipment === rows.shipment.id);
    const flag = flags.find(({ province }) => province === rows.province);
    if (!found || !hint || !flag) throw new Error(`there is no case, hint or flag for ${cell}`);
    of[cell] = { ...rows, discrepancy: found.id, hint: hint.id, flag: flag.id };
  }
  return { of, principals: principalsOf(organisations.own) };
}

function principalsOf(organisation: string): World['principals'] {
  const one = (role: Principal['role'], given: Partial<Principal> = {}) =>
    principalOf({ id: `${role}-${newId()}`, role, organisation, provinces: [PROVINCES.own], ...given });
  return {
    viewer: one('viewer'),
    donor: one('donor', { provinces: null }),
    coordinator: one('coordinator'),
    manager: one('manager'),
    national: one('manager', { provinces: null, organisation: null }),
    admin: one('admin', { provinces: null, organisation: null }),
    key: one('coordinator', { kind: 'api_key', scopes: ['shipments:read'] }),
  };
}

export async function upload(service: Service, content: string, key: string): Promise<Attachment> {
  const answer = await sendFile(service, content, key);
  return (await answer.json()) as Attachment;
}

export function sendFile(service: Service, content: string, key: string): Promise<Response> {
  const form = new FormData();
  form.append('file', new Blob([content]), 'paper.pdf');
  return fetch(`${service.url}/api/v1/attachments`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}` },
    body: form,
  });
}
