const UNIT = 1_000;

/** A number of bytes in decimal units, e.g. `1.2 MB`. */
export function toBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const power = Math.max(0, Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
  const value = bytes / UNIT ** power;
  return `${value.toLocaleString('en', { maximumFractionDigits: value < 10 && power > 0 ? 1 : 0 })} ${units[power] ?? 'B'}`;
}

/** How long something took, in milliseconds, e.g. `0.8 s`, `2 min 5 s`. */
export function toDuration(milliseconds: number): string {
  const seconds = Math.max(0, milliseconds) / 1_000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 60) return `${Math.floor(seconds)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${Math.floor(seconds % 60)} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** US dollars, or that nobody knows the price. */
export function toCost(cost: number | null): string {
  if (cost === null) return 'no price known';
  if (cost > 0 && cost < 0.01) return 'less than $0.01';
  return `$${cost.toFixed(2)}`;
}

/** Tokens in thousands where there are many, e.g. `850`, `12.3 k`, `1.2 M`. */
export function toTokens(tokens: number): string {
  if (tokens < 1_000) return String(tokens);
  if (tokens < 1_000_000) return `${(tokens / 1_000).toLocaleString('en', { maximumFractionDigits: tokens < 100_000 ? 1 : 0 })} k`;
  return `${(tokens / 1_000_000).toLocaleString('en', { maximumFractionDigits: 1 })} M`;
}
