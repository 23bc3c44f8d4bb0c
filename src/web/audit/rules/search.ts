/** What is looked for in the trail, as it stands in the address. */
export interface TrailSearch {
  principal?: string;
  operation?: string;
  kind?: string;
  key?: string;
  /** `refused`, `done`, or the code of a refusal. */
  outcome?: string;
  /** Days in Kabul, both of them included. */
  from?: string;
  to?: string;
  /** The entry that is open, by its number. */
  entry?: number;
}

const TEXTS = ['principal', 'operation', 'kind', 'key', 'outcome'] as const;
const DAYS = ['from', 'to'] as const;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Only what it knows, of the kind it is; an empty text is none. */
export function searchOf(given: Record<string, unknown>): TrailSearch {
  const search: TrailSearch = {};
  for (const name of TEXTS) {
    const value = given[name];
    if ((typeof value === 'string' || typeof value === 'number') && String(value).trim() !== '')
      search[name] = String(value).trim();
  }
  for (const name of DAYS) {
    const value = given[name];
    if (typeof value === 'string' && DAY.test(value) && !Number.isNaN(Date.parse(value)))
      search[name] = value;
  }
  const { entry } = given;
  if (typeof entry === 'number' && Number.isSafeInteger(entry) && entry > 0) search.entry = entry;
  return search;
}

/** The instant a day begins in Kabul, which is 4½ hours ahead of UTC all the year. */
const KABUL_OFFSET = '+04:30';
const DAY_MS = 86_400_000;
const beginOf = (isoDay: string): number => Date.parse(`${isoDay}T00:00:00${KABUL_OFFSET}`);

/** What the service is asked for: instants in place of days, the end not included. */
export function queryOf({ from, to, ...rest }: Omit<TrailSearch, 'entry'>) {
  return {
    ...rest,
    ...(from === undefined ? {} : { from: new Date(beginOf(from)).toISOString() }),
    ...(to === undefined ? {} : { to: new Date(beginOf(to) + DAY_MS).toISOString() }),
  };
}
