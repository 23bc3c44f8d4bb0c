import type { Parcel } from '../../gaps/rules/parcel.ts';

/** A parcel with its lane and the record it comes from. */
export interface OwnedParcel extends Parcel {
  /** Null: the unallocated bucket, as the record has no province or no date. Its months then mean nothing. */
  province: string | null;
  sector: string;
  /** Null for an unplanned line (known by its item) and for the remainder of a pledge line. */
  shipmentLine: string | null;
  /** The pledge line it is the remainder of, or that the shipment line fulfils. */
  pledgeLine: string | null;
  /** Null for money. */
  item: string | null;
  /** In thousandths of the item's unit; null for money. */
  quantityMilli: number | null;
  /** Integer US cents; null for goods. */
  amountUsd: number | null;
}

/** What one unit of an item covers: `numerator / denominator` person-days over `monthsOfUse` (`domain.md` §6). */
export interface ItemCoverage {
  sector: string;
  numerator: number;
  denominator: number;
  monthsOfUse: number;
}

export type PledgeStatus = 'pledge' | 'commitment' | 'paid' | 'cancelled' | 'expired';

/** The class of what a pledge still promises: firm once committed or paid, none when it came to nothing. */
export function promiseClass(status: PledgeStatus): 'firm' | 'pledged' | null {
  if (status === 'commitment' || status === 'paid') return 'firm';
  return status === 'pledge' ? 'pledged' : null;
}
