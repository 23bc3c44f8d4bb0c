/** Widest line of the report: it fits a terminal of 110 columns. */
export const WIDTH = 110;
const INDENT = '  ';
const BETWEEN = '  ';

export interface Column {
  title: string;
  /** Numbers stand at the right, words at the left. */
  align: 'left' | 'right';
}

/** Aligned lines of plain text, a heading first; the last column is cut where a line would be too wide. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string[] {
  const widths = columns.map(({ title }, index) =>
    Math.max(title.length, ...rows.map((row) => (row[index] ?? '').length)),
  );
  return [columns.map(({ title }) => title), ...rows].map((row) => {
    const cells = columns.map(({ align }, index) => {
      const text = row[index] ?? '';
      return align === 'left' ? text.padEnd(widths[index] ?? 0) : text.padStart(widths[index] ?? 0);
    });
    return (INDENT + cells.join(BETWEEN)).trimEnd().slice(0, WIDTH);
  });
}

/** A label and what belongs to it, broken between parts where a line would be too wide. */
export function listed(label: string, parts: readonly string[], labelWidth: number): string[] {
  const head = INDENT + label.padEnd(labelWidth) + BETWEEN;
  const lines: string[] = [];
  let line = head;
  parts.forEach((part, index) => {
    const text = index < parts.length - 1 ? `${part} · ` : part;
    if (line.length + text.trimEnd().length > WIDTH) {
      lines.push(line.trimEnd());
      line = ' '.repeat(head.length);
    }
    line += text;
  });
  return [...lines, line.trimEnd()];
}

/** A number with thousands set apart; `decimals` digits after the point. */
export function figure(value: number, decimals = 0): string {
  return value.toLocaleString('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}

/** `food_security` → `food security`. */
export function words(code: string): string {
  return code.replaceAll('_', ' ');
}
