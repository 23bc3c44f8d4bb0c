/** What recording an event must know of its shipment: its lines, and the provinces it is known to touch. */
export interface Remembered {
  lines: readonly string[];
  provinces: ReadonlySet<string>;
}

/**
 * The shipments that events came for lately. A waybill's lines never change and are never deleted: what was committed once can be
 * remembered by any process, and the most frequent write of all is spared a read. A province stays until a void is recorded; where
 * another process records one, reconciliation says what is touched all the same.
 */
export function rememberedShipments(atMost = 10_000) {
  const known = new Map<string, Remembered>();
  return {
    get: (shipment: string) => known.get(shipment),
    set(shipment: string, remembered: Remembered) {
      const [oldest] = known.keys();
      if (known.size >= atMost && oldest !== undefined && !known.has(shipment)) known.delete(oldest);
      known.set(shipment, remembered);
    },
  };
}
