/** Which of the ids that records carry the service is asked about. */

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Each once, in a fixed order, so that the same people are one question; engines and the installation's key have words for ids. */
export const idsToName = (ids: readonly (string | null | undefined)[], own: string): string[] =>
  [...new Set(ids)].filter((id): id is string => typeof id === 'string' && ID.test(id) && id !== own).sort();
