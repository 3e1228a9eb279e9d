/** One figure of the table. A figure without a target informs; a skipped one says why. */
export type Row =
  | { readonly part: string; readonly figure: string; readonly value: string; readonly target?: string; readonly met?: boolean; readonly note?: string }
  | { readonly part: string; readonly figure: string; readonly skipped: string };

/** The table as text, one line a figure, columns aligned. */
export function formatRows(rows: readonly Row[]): string {
  const lines = rows.map(toCells);
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...lines.map((cells) => cells[column]?.length ?? 0)));
  return lines.map((cells) => cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd()).join('\n');
}

function toCells(row: Row): readonly string[] {
  if ('skipped' in row) return [row.part, row.figure, 'skipped', '', `skipped: ${row.skipped}`];
  const state = row.met === undefined ? '' : row.met ? 'met' : 'MISSED';
  return [row.part, row.figure, row.value, row.target === undefined ? '' : `${row.target} ${state}`, row.note ?? ''];
}

export function toMilliseconds(value: number): string {
  return `${value.toFixed(value < 10 ? 2 : 0)} ms`;
}

export function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
