/** What is refused of a shipment or an event beyond its shape, each with the field that is wrong. */
import type { Asker } from '../../access/rules.ts';
import { relationsTo } from '../../access/service.ts';
import { itemOf } from '../../catalogue/catalogue.ts';
import { crossingOf } from '../../places/crossings.ts';
import { districtOf } from '../../places/places.ts';
import { DomainError, type FieldError } from '../../platform/errors.ts';
import type { FieldCode } from '../../platform/field-codes.ts';
import type { ReadScope } from '../../platform/storage/store.ts';
import { pledgesOfLines } from '../../pledges/service.ts';
import type { NewShipment } from '../contract.ts';
import type { NewEvent } from '../contract/events.ts';
import * as repo from '../repo.ts';
import { checkPcode, checkPlace, type KnownCodes } from '../rules/plan.ts';
import { checkReceipt } from '../rules/receipt.ts';

/** The codes of the reference data, for rules that must not know where they are kept. */
export const known: KnownCodes = {
  item: (code) => itemOf(code) !== undefined,
  crossing: (code) => crossingOf(code) !== undefined,
  district: (pcode) => districtOf(pcode) !== undefined,
};

/** @throws DomainError refused: the receipt rule is broken, a reason has no text, a code is not in the reference data */
export function refuseMalformed(command: NewEvent): void {
  const errors: FieldError[] = [];
  if (command.type === 'received')
    errors.push(
      ...checkReceipt(command.lines),
      ...unknownItems(command.lines),
      ...command.lines.flatMap(({ place }, index) => checkPcode(place, `/lines/${index}/place`, known)),
    );
  if (command.type === 'lost' || command.type === 'returned') {
    command.lines.forEach(({ line, reason, reasonText }, index) => {
      if (reason !== 'other' || reasonText) return;
      const detail = `Line ${line}: the reason "other" needs its text: say in a few words what happened.`;
      errors.push({ pointer: `/lines/${index}/reasonText`, code: 'required', detail });
    });
  }
  if (command.type === 'diverted') errors.push(...checkPlace(command.destination, '/destination', known));
  errors.push(...checkPcode(command.place, '/place', known));
  if (errors.length > 0)
    throw new DomainError('refused', errors[0]?.detail ?? 'the event breaks a rule', { errors });
}

function unknownItems(lines: readonly { item?: string | null | undefined }[]): FieldError[] {
  return lines.flatMap(({ item }, index) =>
    item && !known.item(item)
      ? [
          {
            pointer: `/lines/${index}/item`,
            code: 'unknown_reference',
            detail: `${item} is not in the catalogue: see GET /items`,
          },
        ]
      : [],
  );
}

/** @throws DomainError unknown_reference: the event names a line of another shipment */
export function refuseForeignLines(command: NewEvent, shipmentId: string, lines: readonly string[]): void {
  if (!('lines' in command) || !command.lines) return;
  const errors = command.lines.flatMap(({ line }, index): FieldError[] =>
    line !== null && !lines.includes(line)
      ? [
          {
            pointer: `/lines/${index}/line`,
            code: 'unknown_reference',
            detail: `line ${line} is not of shipment ${shipmentId}`,
          },
        ]
      : [],
  );
  if (errors.length > 0)
    throw new DomainError('unknown_reference', 'a line is not of this shipment', { errors });
}

/**
 * Refuses lines that cannot be recorded, and answers the donors whose pledges the others fulfil. A pledge line that whoever asks may
 * not name is answered like one that does not exist.
 *
 * @throws DomainError id_reused, unknown_reference, refused: a line's id is taken, or its pledge line is not there or promises another item
 */
export async function requireLines(
  scope: ReadScope,
  asker: Asker,
  { lines }: NewShipment,
): Promise<Set<string>> {
  const given = lines.flatMap(({ id }) => id ?? []);
  const taken = new Set(given.length > 0 ? await repo.recordedLineIds(scope, given) : []);
  const pledged = await namedPledgeLines(
    scope,
    asker,
    lines.flatMap(({ pledgeLine }) => pledgeLine ?? []),
  );
  const errors = lines.flatMap((line, index): FieldError[] => {
    const at = (field: string, code: FieldCode, detail: string) => [
      { pointer: `/lines/${index}/${field}`, code, detail },
    ];
    const { id, pledgeLine, item } = line;
    if (id !== undefined && taken.has(id))
      return at('id', 'id_reused', `line ${id} belongs to another shipment`);
    if (!pledgeLine) return [];
    const promised = pledged.get(pledgeLine)?.line;
    if (!promised) return at('pledgeLine', 'unknown_reference', `no pledge line ${pledgeLine} is recorded`);
    // A pledge of goods is counted in their unit: another item cannot be taken from it. Money buys any.
    return promised.item === null || promised.item === item
      ? []
      : at('pledgeLine', 'item', `it promises ${promised.item}, this line carries ${item}`);
  });
  const [first] = errors;
  const refusal = first?.code === 'id_reused' || first?.code === 'unknown_reference' ? first.code : 'refused';
  if (errors.length > 0) throw new DomainError(refusal, 'a line cannot be recorded', { errors });
  return new Set(Array.from(pledged.values(), ({ pledge }) => pledge.donor));
}

/** Of these pledge lines those that somebody may send cargo for: of a pledge in his reach, or for no province yet. */
async function namedPledgeLines(scope: ReadScope, asker: Asker, ids: readonly string[]) {
  const found = await pledgesOfLines(scope, ids);
  const pledges = Array.from(found.values(), ({ pledge }) => pledge.id);
  const within = await relationsTo(scope, asker, 'fulfilment', [...new Set(pledges)]);
  return new Map(
    [...found].filter(([, { line, pledge }]) => line.province === null || within.has(pledge.id)),
  );
}
