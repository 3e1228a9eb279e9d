import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import { CodedError } from '../../core/coded-error.ts';
import type { ContainerSettings } from './box-settings.ts';
import type { BoxMount } from './box.ts';
import type { containerSchema } from './container-answers.ts';

/** The image has variables and labels of its own, which come beside ours. */
const WITH_MORE = new Set(['Env', 'Labels']);
/** Lists that mean sets. */
const ORDERLESS = new Set(['Ulimits', 'CapDrop', 'SecurityOpt', 'MaskedPaths', 'ReadonlyPaths', 'Mounts']);

export type InspectedContainer = z.infer<typeof containerSchema>;

/** What was asked for: the settings, and what follows from them. */
export interface Asked {
  readonly settings: ContainerSettings;
  readonly image: string;
  readonly network: string;
  readonly mounts: readonly BoxMount[];
}

/**
 * Compares what the engine made with what was asked for, setting by setting, before the container starts.
 * @throws CodedError `sandbox_not_enforced`, naming the first setting that differs
 */
export function assertSettings(asked: Asked, found: InspectedContainer): void {
  if (found.Image !== asked.image) throw notEnforced('Image');
  for (const [name, value] of Object.entries(asked.settings.config)) assertSetting(name, value, found.Config[name]);
  for (const [name, value] of Object.entries(asked.settings.hostConfig)) assertSetting(name, value, found.HostConfig[name]);
  assertMounts(asked.mounts, found.Mounts);
  const networks = Object.keys(found.NetworkSettings.Networks ?? {});
  if (networks.length !== 1 || networks[0] !== asked.network) throw notEnforced('Networks');
}

/** An engine may have changed what it said that it would do: a limit that its kernel lacks is only warned of. */
export function assertNoWarnings(warnings: readonly string[]): void {
  const [first] = warnings;
  if (first !== undefined) throw new CodedError('sandbox_not_enforced', `The engine can't keep to a setting of the sandbox: ${first.slice(0, 300)}`);
}

function assertSetting(name: string, asked: unknown, found: unknown): void {
  if (isEmpty(asked) && isEmpty(found)) return;
  const isSame = WITH_MORE.has(name) ? holdsAll(asked, found) : isDeepStrictEqual(toComparable(name, asked), toComparable(name, found));
  if (!isSame) throw notEnforced(name);
}

/** The mounts as they really are: neither a bind nor the engine's socket, nor a volume that an image asked for. */
function assertMounts(asked: readonly BoxMount[], found: InspectedContainer['Mounts']): void {
  const facts = found.map(({ Type, Name, Destination, Driver, RW }) => [Type, Name, Destination, Driver, RW].join(' '));
  const wanted = asked.map(({ volume, target, isReadOnly }) => ['volume', volume, target, 'local', !isReadOnly].join(' '));
  if (!isDeepStrictEqual(facts.sort(), wanted.sort())) throw notEnforced('Mounts');
}

/** Absent and empty are the same to the engine. */
function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === false || value === '' || value === 0) return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

function holdsAll(asked: unknown, found: unknown): boolean {
  if (typeof asked !== 'object' || asked === null || typeof found !== 'object' || found === null) return false;
  if (Array.isArray(asked)) return Array.isArray(found) && asked.every((item) => found.includes(item));
  const present = new Map<string, unknown>(Object.entries(found));
  return Object.entries(asked).every(([name, value]) => present.get(name) === value);
}

function toComparable(name: string, value: unknown): unknown {
  const plain = toPlain(value);
  return ORDERLESS.has(name) && Array.isArray(plain) ? plain.sort(byText) : plain;
}

/** Without empty members, which some engines write and others leave out. */
function toPlain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toPlain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).filter(([, member]) => !isEmpty(member)).map(([name, member]) => [name, toPlain(member)]));
}

function byText(first: unknown, second: unknown): number {
  return JSON.stringify(first) < JSON.stringify(second) ? -1 : 1;
}

function notEnforced(setting: string): CodedError {
  return new CodedError('sandbox_not_enforced', `The engine changed a setting of the sandbox: ${setting}.`);
}
