import type { Step } from './step.ts';

/** Numbers that no writer would write: they are put into the text after it was written. */
const ODD_NUMBERS = ['0.0', '1.0', '-0', '1e0', '1777716000.0', '9007199254740993', '1e400', '00', '0x1', 'NaN'];
const VALUES: readonly unknown[] = [null, true, 0, -1, 1.5, 2 ** 53, '', '0', 'sha256', 'hashedrekord', 'dsse', '0.0.2', [], {}, [[]], [{}], { a: 1 }, 'x'.repeat(300)];

interface Slot {
  readonly holder: Record<string, unknown>;
  readonly key: string;
  readonly path: readonly string[];
}

export interface Surroundings {
  /** Another value of the same kind, to take members from. */
  readonly donor: object;
  /** Changes a text inside of the tree. */
  readonly mutate: (text: string, step: Step, donor: string) => string;
}

/** Changes one member of parsed JSON and writes it. The tree is the caller's to lose. */
export function alterTree(tree: object, step: Step, { donor, mutate }: Surroundings): string {
  const slots = listSlots(tree, []);
  const slot = slots[step.at % Math.max(slots.length, 1)];
  if (slot === undefined) return JSON.stringify([tree]);
  const { holder, key, path } = slot;
  const value = VALUES[step.value % VALUES.length];
  const old = holder[key];
  switch (step.kind % 12) {
    case 0:
      Reflect.deleteProperty(holder, key);
      break;
    case 1:
      holder[key] = value;
      break;
    case 2:
      return repeatMember(tree, key, old);
    case 3:
      return repeatMember(tree, key, value);
    case 4:
      swap(slot, slots[step.value % slots.length] ?? slot);
      break;
    case 5:
      return replaceMember(tree, key, ODD_NUMBERS[step.value % ODD_NUMBERS.length] ?? '');
    case 6:
      holder[key] = [old, old].slice(step.value % 2);
      break;
    case 7:
      holder[key[0] === key[0]?.toUpperCase() ? key.toLowerCase() : key.toUpperCase()] = step.value % 2 === 0 ? old : value;
      break;
    case 8:
      holder[['__proto__', 'extra', 'constructor', key.toUpperCase()][step.value % 4] ?? ''] = value;
      break;
    case 9:
      holder[key] = valueAt(donor, path) ?? old;
      break;
    case 10:
      holder[key] = typeof old === 'number' ? String(old) : Number(old);
      break;
    default:
      holder[key] = typeof old === 'string' ? mutate(old, deeper(step), String(valueAt(donor, path))) : value;
  }
  return JSON.stringify(tree, null, step.value % 7 === 0 ? 1 : 0);
}

function deeper({ kind, at, value }: Step): Step {
  return { kind: Math.floor(kind / 12), at: Math.floor(at / 7), value };
}

function listSlots(value: unknown, path: readonly string[]): Slot[] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Record<string, unknown>;
  return Object.keys(holder).flatMap((key) => [{ holder, key, path: [...path, key] }, ...listSlots(holder[key], [...path, key])]);
}

function swap(one: Slot, other: Slot): void {
  const kept = one.holder[one.key];
  one.holder[one.key] = other.holder[other.key];
  if (!isInside(kept, other.holder)) other.holder[other.key] = kept;
}

/** Putting a part into itself would make a ring, which no text can hold. */
function isInside(outer: unknown, holder: unknown): boolean {
  if (outer === holder) return true;
  return typeof outer === 'object' && outer !== null && Object.values(outer).some((value) => isInside(value, holder));
}

function repeatMember(tree: object, key: string, value: unknown): string {
  const name = `${JSON.stringify(key)}:`;
  return JSON.stringify(tree).replace(name, () => `${name}${JSON.stringify(value)},${name}`);
}

function replaceMember(tree: object, key: string, written: string): string {
  const name = `${JSON.stringify(key)}:`;
  const text = JSON.stringify(tree);
  const start = text.indexOf(name);
  return start < 0 ? text : text.slice(0, start + name.length) + text.slice(start + name.length).replace(/^("[^"]*"|[^,}\]]*)/, written);
}

function valueAt(donor: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, key) => (typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined), donor);
}
