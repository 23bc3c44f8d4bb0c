/** Where an arrow key leads on a board of columns. */

export interface Place {
  column: number;
  row: number;
}

/**
 * @param sizes how many cards each column has
 * @returns undefined where the key leads nowhere
 */
export function moved(
  sizes: readonly number[],
  { column, row }: Place,
  key: string,
  isMirrored: boolean,
): Place | undefined {
  const size = sizes[column] ?? 0;
  switch (key) {
    case 'ArrowDown':
      return row + 1 < size ? { column, row: row + 1 } : undefined;
    case 'ArrowUp':
      return row > 0 ? { column, row: row - 1 } : undefined;
    case 'Home':
      return size > 0 ? { column, row: 0 } : undefined;
    case 'End':
      return size > 0 ? { column, row: size - 1 } : undefined;
    case 'ArrowLeft':
    case 'ArrowRight': {
      const step = (key === 'ArrowRight') === isMirrored ? -1 : 1;
      // Over columns that are empty.
      for (let next = column + step; next >= 0 && next < sizes.length; next += step) {
        const there = sizes[next] ?? 0;
        if (there > 0) return { column: next, row: Math.min(row, there - 1) };
      }
      return undefined;
    }
    default:
      return undefined;
  }
}
