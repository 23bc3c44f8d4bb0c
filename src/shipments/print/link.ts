/**
 * What the QR code of a paper holds: the address that opens the shipment, or, where the service was not told how people reach it, the same
 * without the host. Who reads it finds the id after `/shipments/` either way, also years later under another name. The code of a counting
 * sheet asks for the shipment without its quantities, so that scanning it does not undo the blind count.
 *
 * @param publicUrl where people reach the service
 */
export function shipmentLink(publicUrl: string | undefined, id: string, isBlind = false): string {
  return `${(publicUrl ?? '').replace(/\/+$/, '')}/shipments/${id}${isBlind ? '?blind=1' : ''}`;
}
