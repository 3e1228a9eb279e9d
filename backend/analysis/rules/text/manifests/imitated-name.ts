import { HONEST_NEIGHBOURS, WELL_KNOWN, type Ecosystem } from './well-known-names.ts';

/** Of what name another is an imitation, and how. */
export interface Imitation {
  readonly of: string;
  readonly how: 'look-alike' | 'separators' | 'swapped letters' | 'scope' | 'one letter';
}

/** Shorter names are near to each other by chance. */
const SHORTEST = 5;
/** Longer than any package's name may be. */
const LONGEST = 214;
/** Letters that look alike in many fonts. */
const LOOK_ALIKE: readonly (readonly [RegExp, string])[] = [[/rn/g, 'm'], [/vv/g, 'w'], [/[0\u043e\u03bf]/g, 'o'], [/[1i|\u0456\u04cf]/g, 'l'], [/[\u0430]/g, 'a'], [/[\u0435]/g, 'e'], [/[\u0441]/g, 'c'], [/[\u0440]/g, 'p'], [/[5$]/g, 's']];

interface Known {
  readonly name: string;
  readonly squeezed: string;
  readonly looks: string;
}

const tables = new Map<Ecosystem, readonly Known[]>();

/** The well-known name that a dependency's name imitates; null for known names, honest neighbours and all others. */
export function findImitation(ecosystem: Ecosystem, raw: string): Imitation | null {
  const name = ecosystem === 'python' ? raw.toLowerCase().replace(/[-_.]+/g, '-') : raw;
  if (name.length < SHORTEST || name.length > LONGEST || WELL_KNOWN[ecosystem].has(name) || HONEST_NEIGHBOURS[ecosystem].has(name)) return null;
  const own: Known = { name, squeezed: squeeze(name), looks: look(name) };
  for (const known of tableOf(ecosystem)) {
    const how = compare(own, known, ecosystem);
    if (how !== null) return { of: known.name, how };
  }
  return null;
}

function tableOf(ecosystem: Ecosystem): readonly Known[] {
  const existing = tables.get(ecosystem);
  if (existing !== undefined) return existing;
  const table = Array.from(WELL_KNOWN[ecosystem], (name) => ({ name, squeezed: squeeze(name), looks: look(name) })).filter(({ name }) => name.length >= SHORTEST);
  tables.set(ecosystem, table);
  return table;
}

function squeeze(name: string): string {
  return name.replace(/[-_.@/]/g, '');
}

function look(name: string): string {
  return LOOK_ALIKE.reduce((text, [pattern, letter]) => text.replace(pattern, letter), name);
}

function compare(own: Known, known: Known, ecosystem: Ecosystem): Imitation['how'] | null {
  if (own.squeezed === known.squeezed) return known.name.startsWith('@') || own.name.startsWith('@') ? 'scope' : 'separators';
  if (own.looks === known.looks) return 'look-alike';
  if (Math.abs(own.name.length - known.name.length) > 1 || isInKnownScope(own.name, known.name, ecosystem)) return null;
  if (isSwap(own.name, known.name)) return 'swapped letters';
  return isOneLetter(own.name, known.name) && !isVersion(own.name, known.name) ? 'one letter' : null;
}

/** Whoever owns the scope owns the name; in Go the same holds for the owner of a repository. */
function isInKnownScope(name: string, known: string, ecosystem: Ecosystem): boolean {
  const depth = ecosystem === 'go' ? 2 : 1;
  const parts = name.split('/');
  const others = known.split('/');
  return parts.length > depth && parts.slice(0, depth).join('/') === others.slice(0, depth).join('/');
}

/** Two neighbouring letters changed places. */
function isSwap(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  const index = firstDifference(a, b);
  return a[index] === b[index + 1] && a[index + 1] === b[index] && a.slice(index + 2) === b.slice(index + 2);
}

/** One letter more, less or other. */
function isOneLetter(a: string, b: string): boolean {
  const index = firstDifference(a, b);
  if (a.length === b.length) return a.slice(index + 1) === b.slice(index + 1);
  return a.length > b.length ? a.slice(index + 1) === b.slice(index) : a.slice(index) === b.slice(index + 1);
}

/** `name2`, `names`: successors and plurals are common among honest names. */
function isVersion(a: string, b: string): boolean {
  const [longer, shorter] = a.length > b.length ? [a, b] : [b, a];
  return longer.startsWith(shorter) ? /[\ds]$/.test(longer) : a.slice(0, -1) === b.slice(0, -1) && /\d$/.test(a);
}

function firstDifference(a: string, b: string): number {
  let index = 0;
  while (index < a.length && a[index] === b[index]) index++;
  return index;
}
