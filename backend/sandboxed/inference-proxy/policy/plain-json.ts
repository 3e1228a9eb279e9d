import { InexactNumber } from '../../../core/json/strict-json.ts';
import { Refusal } from '../refusal.ts';

/** The strict parser's value with ordinary numbers, as it is written out again. */
export function toPlainJson(value: unknown): unknown {
  if (value instanceof InexactNumber) return toNumber(value.source);
  if (Array.isArray(value)) return value.map(toPlainJson);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, toPlainJson(member)]));
}

function toNumber(source: string): number {
  const number = Number(source);
  if (!Number.isFinite(number)) throw new Refusal('json_refused', 'number');
  return number;
}
