import { alterTree } from './alter-tree.ts';
import type { Step } from './step.ts';

/** What strings are made of that parsers trip over. */
const FRAGMENTS = [
  '', ' ', '\n', '\r\n', '\t', '\0', '"', '\\', '\\u0000', '\\ud800', '{', '}', '[', ']', ':', ',', '.0', 'e0', '-', '+', '0', '9', '=', '==', '/', '_',
  'A', 'null', 'true', '{}', '[]', '""', '"__proto__":', '\ufeff', '\u202e', '\u212a', '\ud83d', 'é', 'sha256:', '-----BEGIN PUBLIC KEY-----', '{"a":'.repeat(80),
];

/**
 * Changes a text at one place. JSON is changed in its structure, base64 in what it stands for, and JSON in base64 in
 * JSON likewise; now and then any of them as mere characters. `donor` is a text of the same kind to take parts from.
 */
export function mutateText(text: string, step: Step, donor: string): string {
  const deeper = { kind: Math.floor(step.kind / 4), at: step.at, value: step.value };
  if (step.kind % 4 === 0) return alterCharacters(text, deeper);
  const tree = toTree(text);
  if (tree !== null) return alterTree(tree, deeper, { donor: toTree(donor) ?? {}, mutate: mutateText });
  const decoded = fromBase64(text);
  if (decoded !== null) return Buffer.from(mutateText(decoded, deeper, fromBase64(donor) ?? '')).toString('base64');
  return step.kind % 4 === 1 ? donor : alterCharacters(text, deeper);
}

/** Changes bytes that are mostly text; one in eight as bytes. */
export function mutateBytes(bytes: Buffer, step: Step, donor: Buffer): Buffer {
  if (step.kind % 8 !== 7) return Buffer.from(mutateText(bytes.toString(), step, donor.toString()));
  const copy = Buffer.from(bytes);
  const position = step.at % Math.max(copy.length, 1);
  if (step.value % 5 === 0) return copy.subarray(0, position);
  copy[position] = (copy[position] ?? 0) ^ (1 << (step.value % 8));
  return copy;
}

function alterCharacters(text: string, { kind, at, value }: Step): string {
  const start = at % (text.length + 1);
  const fragment = FRAGMENTS[value % FRAGMENTS.length] ?? '';
  switch (kind % 6) {
    case 0:
      return text.slice(0, start) + fragment + text.slice(start);
    case 1:
      return text.slice(0, start) + fragment + text.slice(start + 1);
    case 2:
      return text.slice(0, start) + text.slice(start + 1 + (value % 16));
    case 3:
      return text.slice(0, start) + text.slice(start, start + 1 + (value % 64)).repeat(2) + text.slice(start);
    case 4:
      return text.slice(0, start) + swapCase(text.slice(start, start + 1)) + text.slice(start + 1);
    default:
      return text.slice(0, start) + String.fromCharCode(text.charCodeAt(start) + 1) + text.slice(start + 1);
  }
}

function swapCase(text: string): string {
  return text === text.toUpperCase() ? text.toLowerCase() : text.toUpperCase();
}

function toTree(text: string): object | null {
  if (!text.startsWith('{') && !text.startsWith('[')) return null;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' ? value : null;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return null;
  }
}

function fromBase64(text: string): string | null {
  if (text.length < 16) return null;
  const decoded = Buffer.from(text, 'base64');
  return decoded.toString('base64') === text && Buffer.from(decoded.toString()).equals(decoded) ? decoded.toString() : null;
}
