/** A pledge that is being written: everything may be missing, and nothing of it is lost. */
import type { createPledge } from '../../../pledges/contract.ts';
import type { InputOf } from '../../api/request.ts';

type Sent = InputOf<typeof createPledge>['body'];
export type PledgeSector = Sent['lines'][number]['sector'];
export type FlowType = NonNullable<Sent['flowType']>;
export type ContributionType = Sent['contributionType'];
export type NewStatus = Sent['status'];

export const NEW_STATUSES: readonly NewStatus[] = ['pledge', 'commitment', 'paid'];
export const FLOW_TYPES: readonly FlowType[] = ['standard', 'parked', 'pass_through', 'carryover'];
export const EARMARKINGS = [1, 2, 3, 4] as const;
export const PLEDGE_SECTORS: readonly PledgeSector[] = ['food_security', 'education', 'trade', 'unallocated'];

/** By which unit goods of weight are written; the ledger keeps kilograms. */
export type WeightUnit = 't' | 'kg';

export interface DraftLine {
  /** Of this page alone: what React and the eye keep a line by. */
  key: string;
  item?: string;
  /** Of money; goods have the sector of their item. */
  sector?: PledgeSector;
  province?: string;
  /** In `weightUnit` for goods of weight, else in the unit of the item. */
  quantity?: number;
  weightUnit: WeightUnit;
  /** In whole units of the currency. */
  amount?: number;
}

export interface DraftFile {
  hash: string;
  name: string;
  size: number;
}

export interface Draft {
  contributionType: ContributionType;
  reference: string;
  donor?: string;
  recipient?: string;
  status: NewStatus;
  flowType: FlowType;
  earmarking: number;
  decidedOn?: string;
  firstReportedOn?: string;
  expectedBy?: string;
  expiresOn?: string;
  /** FTS code of the plan it counts for. */
  plan?: string;
  usageYear?: number;
  currency: string;
  /** Units of the currency per US dollar; none for US dollars. */
  rate?: number;
  /** The day of the decision, unless another is given. */
  rateDate?: string;
  lines: DraftLine[];
  attachments: DraftFile[];
  /** The last attempt to record it: the same content again has one effect. */
  attempt?: { key: string; content: string };
}

export const newLine = (): DraftLine => ({ key: crypto.randomUUID(), weightUnit: 't' });

/** @param today in Kabul */
export const newDraft = (today: string, donor: string | null): Draft => ({
  contributionType: 'in_kind',
  reference: '',
  ...(donor === null ? {} : { donor }),
  status: 'pledge',
  flowType: 'standard',
  earmarking: 3,
  decidedOn: today,
  currency: 'USD',
  lines: [newLine()],
  attachments: [],
});

/** Whether somebody has written anything that would be missed. */
export function isWorthKeeping(draft: Draft): boolean {
  return (
    draft.reference.trim() !== '' ||
    draft.recipient !== undefined ||
    draft.attachments.length > 0 ||
    draft.lines.some(
      ({ item, quantity, amount, province }) =>
        item !== undefined || quantity !== undefined || amount !== undefined || province !== undefined,
    )
  );
}

/** A draft as it was kept; undefined when the text is none. What an earlier release did not know gets its beginning. */
export function readDraft(text: string | null, fresh: Draft): Draft | undefined {
  if (text === null) return undefined;
  try {
    const kept: unknown = JSON.parse(text);
    if (typeof kept !== 'object' || kept === null || !('lines' in kept) || !Array.isArray(kept.lines))
      return undefined;
    const draft = { ...fresh, ...kept } as Draft;
    const lines = draft.lines.map((line) => ({ ...newLine(), ...line }));
    return { ...draft, lines: lines.length > 0 ? lines : [newLine()] };
  } catch {
    return undefined;
  }
}
