/** How many months around the present one a report shows, and a lane is computed for at least. */
export const MONTHS_BACK = 12;
export const MONTHS_AHEAD = 5;
