import type { FieldError } from '../../platform/errors.ts';
import { fromMilli, toMilli } from '../../platform/quantity.ts';
import type { NewShipment } from '../contract.ts';
import { packsHold } from './packs.ts';

/** What the rules ask about codes; each answers whether it is known. */
export interface KnownCodes {
  item: (code: string) => boolean;
  crossing: (code: string) => boolean;
  district: (pcode: string) => boolean;
}

interface Place {
  province: string;
  district?: string | null | undefined;
}

/** Everything that is wrong with a shipment as it was sent; empty when it may be recorded. */
export function checkPlan(shipment: NewShipment, known: KnownCodes): FieldError[] {
  const errors: FieldError[] = [];
  const { crossing, plannedDispatch, eta, lines } = shipment;
  if (typeof crossing === 'string' && !known.crossing(crossing)) {
    errors.push(unknown('/crossing', `${crossing} is no crossing or airport: see GET /crossings`));
  }
  if (plannedDispatch && eta && eta < plannedDispatch) {
    errors.push({
      pointer: '/eta',
      code: 'order',
      detail: `it arrives on ${eta}, before it leaves on ${plannedDispatch}`,
    });
  }
  errors.push(...checkPlace(shipment.destination, '/destination', known));
  const seen = new Set<string>();
  lines.forEach((line, index) => {
    const at = `/lines/${index}`;
    if (!known.item(line.item))
      errors.push(unknown(`${at}/item`, `${line.item} is not in the catalogue: see GET /items`));
    errors.push(...checkPacks(line, at));
    if (line.destination) errors.push(...checkPlace(line.destination, `${at}/destination`, known));
    if (line.id !== undefined && seen.has(line.id)) {
      errors.push({ pointer: `${at}/id`, code: 'repeated', detail: `line ${line.id} is given twice` });
    }
    if (line.id !== undefined) seen.add(line.id);
  });
  return errors;
}

/**
 * A waybill says how its goods are packed, and the packs must hold its quantity: all full but the last one, which is often a
 * partial one (1,001 kg in bags of 50 kg are 21 bags). Anything else is a slip of the pen, and every count on arrival would be
 * held against it. Goods packed in two ways are two lines.
 */
function checkPacks({ quantity, packs, packFactor }: NewShipment['lines'][number], at: string): FieldError[] {
  if (typeof packs !== 'number' || typeof packFactor !== 'number') return [];
  if (packsHold(packs, toMilli(packFactor), toMilli(quantity))) return [];
  const needed = Math.ceil(toMilli(quantity) / toMilli(packFactor));
  const detail = `${packs} packs of ${packFactor} hold ${fromMilli(packs * toMilli(packFactor))}, not ${quantity}: that takes ${needed}`;
  return [{ pointer: `${at}/packs`, code: 'packs', detail }];
}

/** Where a district is named it exists and lies in the province named beside it. */
export function checkPlace(
  { province, district }: Place,
  pointer: string,
  known: Pick<KnownCodes, 'district'>,
): FieldError[] {
  if (!district) return [];
  const at = `${pointer}/district`;
  if (!known.district(district))
    return [unknown(at, `${district} is no district: see GET /districts?province=${province}`)];
  if (!district.startsWith(province)) {
    return [{ pointer: at, code: 'place', detail: `${district} does not lie in ${province}` }];
  }
  return [];
}

/** A place as events name it: a province, or a district that exists. */
export function checkPcode(
  place: string | null | undefined,
  pointer: string,
  known: Pick<KnownCodes, 'district'>,
): FieldError[] {
  // What has the form of a province's is one: there are no gaps between AF01 and AF34.
  if (!place || place.length === 4 || known.district(place)) return [];
  return [unknown(pointer, `${place} is no district: see GET /districts`)];
}

function unknown(pointer: string, detail: string): FieldError {
  return { pointer, code: 'unknown_reference', detail };
}
