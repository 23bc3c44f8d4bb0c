import { DomainError } from './errors.ts';

/** Whether an If-Match header names this version: by its entity tag, or by `*`, which is whatever there is (RFC 9110, 13.1.1). */
export function namesVersion(ifMatch: string, version: number): boolean {
  if (ifMatch.trim() === '*') return true;
  const named = [...ifMatch.matchAll(/"(\d{1,15})(?:-[\w-]*)?"/g)];
  return named.some(([, tag]) => Number(tag) === version);
}

/**
 * Lets only those change a thing who have seen what it is now.
 *
 * @param what how a refusal calls it: `the case`
 * @throws DomainError precondition_required without If-Match, precondition_failed with the thing as `current` when it is another
 */
export async function requireVersion(
  ifMatch: string | undefined,
  version: number,
  what: string,
  current: () => Promise<unknown>,
): Promise<void> {
  if (ifMatch === undefined) {
    throw new DomainError(
      'precondition_required',
      `send the ETag of ${what} you read as If-Match, so that nobody else is overwritten`,
    );
  }
  if (!namesVersion(ifMatch, version)) {
    throw new DomainError(
      'precondition_failed',
      `${what} is at version ${version}, not at the one you have seen`,
      { data: { current: await current() } },
    );
  }
}
