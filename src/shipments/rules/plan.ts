import type { FieldError } from '../../platform/errors.ts';
import type { NewShipment } from '../contract.ts';

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
    if (line.destination) errors.push(...checkPlace(line.destination, `${at}/destination`, known));
    if (line.id !== undefined && seen.has(line.id)) {
      errors.push({ pointer: `${at}/id`, code: 'repeated', detail: `line ${line.id} is given twice` });
    }
    if (line.id !== undefined) seen.add(line.id);
  });
  return errors;
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

function unknown(pointer: string, detail: string): FieldError {
  return { pointer, code: 'unknown_reference', detail };
}
