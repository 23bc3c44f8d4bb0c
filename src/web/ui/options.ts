/** How lists of choices look, wherever they open. */
export const OPTIONS = 'min-w-(--trigger-width) rounded border border-line bg-surface shadow-lg';
export const OPTION =
  'flex min-h-11 cursor-pointer items-center rounded px-3 py-2 text-base data-focused:bg-sunk data-selected:font-semibold data-selected:text-accent data-disabled:opacity-60 outline-none';
