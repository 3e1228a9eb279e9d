const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long ago a time was, in words; `now` in milliseconds. A time in the future reads "just now": clocks differ a little. */
export function describeAge(time: string, now: number): string {
  const age = now - Date.parse(time);
  if (Number.isNaN(age)) return 'at an unknown time';
  if (age < MINUTE) return 'just now';
  if (age < HOUR) return `${Math.floor(age / MINUTE)} min ago`;
  if (age < DAY) return `${Math.floor(age / HOUR)} h ago`;
  return `${countOf(Math.floor(age / DAY), 'day')} ago`;
}

/** The date of an ISO 8601 time (UTC), or "unknown date" where it cannot be read. */
export function toDate(time: string): string {
  const parsed = Date.parse(time);
  return Number.isNaN(parsed) ? 'unknown date' : new Date(parsed).toISOString().slice(0, 10);
}

/** Date and time in UTC, to the second: for tooltips and evidence. */
export function toExactTime(time: string): string {
  const parsed = Date.parse(time);
  return Number.isNaN(parsed) ? 'unknown time' : `${new Date(parsed).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** A number with its noun: `1 pin`, `3 pins`. */
export function countOf(count: number, noun: string, plural = `${noun}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? noun : plural}`;
}
