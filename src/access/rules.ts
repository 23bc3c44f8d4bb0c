/**
 * Who sees and changes what, in the words of the domain (docs/access.md). A row concerns provinces and organisations; a principal is
 * in charge of provinces and acts for an organisation; he sees the row where the two meet, and changes it where they meet inside.
 */
import { organisationsOf, type Principal, type Role } from '../platform/access.ts';

/** What is asked for from inside the service: jobs, verification, what a link opens. Said, never left out. */
export const SYSTEM = 'system';
export type Asker = Principal | typeof SYSTEM;

/**
 * What a row concerns, and by what: a shipment provinces it is `at` (planned, diverted to, received in), the `party` organisations that
 * send, receive and carry it, and those whose pledges it `fulfils`; a pledge the provinces it is `for`, its `donor` and its
 * `recipient`; a file whoever was its `sender`.
 */
export type Word = 'at' | 'party' | 'fulfils' | 'for' | 'donor' | 'recipient' | 'sender';
export type Concern = `${Word}:${string}`;

/** The rows that rules are about; all others follow one of them. `fulfilment`: a pledge, to be named by cargo. */
export type Kind = 'shipment' | 'pledge' | 'fulfilment';

/** `inside`: concerned by it or in charge; sees it whole and changes it. `outside`: sees what of it may leave that circle. */
export type Relation = 'inside' | 'outside';

/** The concerns in which somebody may see rows of a kind; none: no row at all. */
export type Reach = 'everything' | readonly Concern[];

const OUTSIDE: ReadonlySet<Word> = new Set(['fulfils', 'recipient']);

interface Meets {
  organisation: readonly Word[];
  province: readonly Word[];
}
const NOWHERE: Meets = { organisation: [], province: [] };
const PROMISES: Meets = { organisation: ['donor', 'recipient'], province: ['for'] };

/** By which words each role meets rows; an administrator meets everything. */
const MEETS: Record<Kind, Record<Exclude<Role, 'admin'>, Meets>> = {
  shipment: {
    viewer: NOWHERE,
    donor: { organisation: ['party', 'fulfils'], province: [] },
    coordinator: { organisation: ['party'], province: ['at'] },
    manager: { organisation: ['party', 'fulfils'], province: ['at'] },
  },
  pledge: {
    viewer: NOWHERE,
    donor: { organisation: ['donor', 'recipient'], province: [] },
    coordinator: NOWHERE,
    manager: PROMISES,
  },
  fulfilment: { viewer: NOWHERE, donor: NOWHERE, coordinator: PROMISES, manager: PROMISES },
};

/** Where somebody meets rows of a kind. Whoever is in charge of all provinces meets every row that can touch one. */
export function reachOf(asker: Asker, kind: Kind): Reach {
  if (asker === SYSTEM || asker.role === 'admin') return 'everything';
  const { provinces } = asker;
  const meets = MEETS[kind][asker.role];
  if (provinces === null && meets.province.length > 0) return 'everything';
  return [
    ...meets.province.flatMap((word) => (provinces ?? []).map((pcode): Concern => `${word}:${pcode}`)),
    ...meets.organisation.flatMap((word) => said(word, organisationsOf(asker))),
  ];
}

/** The part of a reach from which rows are seen whole. */
export function insideOf(reach: Reach): Reach {
  return reach === 'everything' ? reach : reach.filter(isInside);
}

/** How somebody with this reach stands to a row that has these concerns; null: there is no such row for him. */
export function relationOf(reach: Reach, concerns: Iterable<Concern>): Relation | null {
  if (reach === 'everything') return 'inside';
  const met = [...concerns].filter((concern) => reach.includes(concern));
  if (met.length === 0) return null;
  return met.some(isInside) ? 'inside' : 'outside';
}

function isInside(concern: Concern): boolean {
  return !OUTSIDE.has(concern.slice(0, concern.indexOf(':')) as Word);
}

/** What a shipment concerns. `donors`: of the pledges that its lines fulfil. */
export function concernsOfShipment(shipment: {
  provinces: Iterable<string>;
  parties: Iterable<string>;
  donors: Iterable<string>;
}): Concern[] {
  return [
    ...said('at', shipment.provinces),
    ...said('party', shipment.parties),
    ...said('fulfils', shipment.donors),
  ];
}

/** What a pledge concerns. */
export function concernsOfPledge(
  { donor, recipient }: { donor: string; recipient: string | null },
  lines: readonly { province: string | null }[],
): Concern[] {
  return [
    ...said('donor', [donor]),
    ...said('recipient', recipient === null ? [] : [recipient]),
    ...said(
      'for',
      lines.flatMap(({ province }) => province ?? []),
    ),
  ];
}

function said(word: Word, whom: Iterable<string>): Concern[] {
  return [...new Set(whom)].map((one): Concern => `${word}:${one}`);
}

/** What somebody calls his own in a list: his organisation's and his provinces'; whoever has neither, everything. */
export function ownOf(principal: Principal): Reach {
  const { provinces } = principal;
  const organisations = organisationsOf(principal);
  if (organisations.length === 0 && provinces === null) return 'everything';
  return [...said('at', provinces ?? []), ...said('party', organisations), ...said('fulfils', organisations)];
}

/** Where somebody meets files by himself: those he sent. */
export function senderOf(principal: Principal): Concern {
  return `sender:${principal.id}`;
}

/** Whether somebody may write down what is true of a province as a whole: its needs, the state of its crossings. */
export function isInChargeOf(asker: Asker, province: string): boolean {
  if (asker === SYSTEM || asker.role === 'admin') return true;
  return asker.role === 'manager' && (asker.provinces === null || asker.provinces.includes(province));
}
