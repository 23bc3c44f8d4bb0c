/**
 * The line ids of the shipments that events came for lately. A waybill's lines never change and are never deleted: what was
 * committed once can be remembered by any process, and the most frequent write of all is spared a read.
 */
export function rememberedLines(atMost = 10_000) {
  const lines = new Map<string, readonly string[]>();
  return {
    get: (shipment: string) => lines.get(shipment),
    set(shipment: string, ids: readonly string[]) {
      const [oldest] = lines.keys();
      if (lines.size >= atMost && oldest !== undefined) lines.delete(oldest);
      lines.set(shipment, ids);
    },
  };
}
