import type { About } from '../contract.ts';

/** The page of the web application about a thing, below `PUBLIC_URL`. */
export function linkTo(about: About): string {
  switch (about.of) {
    case 'discrepancy':
      return `/discrepancies/${about.discrepancy}`;
    case 'gap_flag':
      return `/gaps/${about.province}/${about.sector}`;
    default:
      return `/webhooks/${about.webhook}`;
  }
}

/** Where people say how they want to be told. */
export const PREFERENCES_LINK = '/account';
