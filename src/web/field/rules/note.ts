/** Where the goods received note of a receipt is printed. */
export const noteAddress = (shipmentId: string, eventId: string): string =>
  `/api/v1/shipments/${shipmentId}/grn/${eventId}.pdf`;
