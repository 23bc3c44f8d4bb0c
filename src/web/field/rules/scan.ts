/** Which shipment a code or what was typed means. */
import { latinDigits } from '../../text/digits.ts';
import type { HeldShipment } from '../store/database.ts';
import { isUuidV7 } from './uuid.ts';

/** The id in a code of a waybill: `…/shipments/<id>`, whatever the service was called when it was printed. */
export function shipmentOfCode(text: string): string | undefined {
  const [, id = ''] = /\/shipments\/([0-9a-fA-F-]{36})(?:[/?#]|$)/.exec(text.trim()) ?? [];
  const candidate = (id === '' ? text.trim() : id).toLowerCase();
  return isUuidV7(candidate) ? candidate : undefined;
}

const folded = (text: string): string =>
  latinDigits(text)
    .toLowerCase()
    .replaceAll(/[\s\-–_/.]/g, '');

/** By a part of the waybill's number, in any digits, with or without its dashes. */
export function findWaybill<T extends { shipment: Pick<HeldShipment, 'waybill'> }>(
  all: readonly T[],
  text: string,
): readonly T[] {
  const wanted = folded(text);
  return wanted === '' ? all : all.filter(({ shipment }) => folded(shipment.waybill).includes(wanted));
}
