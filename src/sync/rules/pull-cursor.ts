/** How far a phone has been served. */
export interface PullState {
  /** Of what the phone may see: when that is another, everything is another. */
  charge: string;
  /** Of the items and places it has. */
  reference: string;
  /** The place in the feed from which changes are told once everything has been. */
  place: string;
  /** The last open shipment that was sent of everything; null once all were. */
  after: string | null;
}

/** As the phone keeps it: opaque. */
export function encodePull({ charge, reference, place, after }: PullState): string {
  return [charge, reference, place, after ?? ''].join('.');
}

/** Nothing when no pull ever gave it. */
export function decodePull(cursor: string): PullState | undefined {
  const [charge, reference, place, after, ...rest] = cursor.split('.');
  if (charge === undefined || reference === undefined || place === undefined || after === undefined)
    return undefined;
  return rest.length > 0 ? undefined : { charge, reference, place, after: after === '' ? null : after };
}
