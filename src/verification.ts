import type { Verification } from './reconciliation/verify.ts';
import type { Services } from './services.ts';

/** Everything derived, computed again from facts and compared with what is stored. Changes nothing. */
export async function verifyLedger({ reconciliation, gaps }: Services): Promise<Verification> {
  const parts = [await reconciliation.verify(), await gaps.verify()];
  return {
    checked: parts.reduce((sum, { checked }) => sum + checked, 0),
    pending: parts.reduce((sum, { pending }) => sum + pending, 0),
    differences: parts.flatMap(({ differences }) => differences),
  };
}
