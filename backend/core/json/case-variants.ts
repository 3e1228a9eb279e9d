/**
 * Tells whether any object in a parsed JSON value has two keys that differ in letter case alone. Go's parser matches
 * keys to fields regardless of case and takes the last, so such bytes read differently there and here.
 */
export function hasCaseVariants(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.some(hasCaseVariants);
  const keys = Object.keys(value);
  return new Set(keys.map(foldCase)).size < keys.length || Object.values(value).some(hasCaseVariants);
}

/** Upper case first: it folds the long s and the Kelvin sign as Go does. */
function foldCase(key: string): string {
  return key.toUpperCase().toLowerCase();
}
