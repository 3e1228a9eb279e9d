/** Any JSON, editable by path. Only for making hostile inputs. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** `undefined` removes the member; a function gets the old value, of whatever kind it knows that to be. */
export type Edit = readonly [path: string, value: Json | undefined | ((old: never) => Json)];

/** Edits JSON text by paths (`a|b|0`), and writes it without white space. */
export function editJson(text: string, edits: readonly Edit[]): string {
  const root = JSON.parse(text) as Json;
  for (const [path, value] of edits) applyEdit(root, path.split('|'), value);
  return JSON.stringify(root);
}

/** Edits JSON that stands inside base64. */
export function editEncoded(base64: string, edits: readonly Edit[]): string {
  return Buffer.from(editJson(Buffer.from(base64, 'base64').toString(), edits)).toString('base64');
}

function applyEdit(root: Json, path: readonly string[], value: Edit[1]): void {
  const last = path.at(-1) ?? '';
  let holder = root as Record<string, Json>;
  for (const key of path.slice(0, -1)) holder = holder[key] as Record<string, Json>;
  if (value === undefined) Reflect.deleteProperty(holder, last);
  else holder[last] = typeof value === 'function' ? value(holder[last] as never) : value;
}

/** The value at a path, where a text is known to be. */
export function textAt(text: Buffer | string, path: string): string {
  return String(path.split('|').reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], JSON.parse(text.toString())));
}
