import { CodedError } from '../coded-error.ts';

/** An image platform, in Go's words (OCI image index, `platform`). */
export interface Platform {
  readonly os: string;
  readonly architecture: string;
  readonly variant: string | null;
}

const PLATFORM = /^([a-z0-9_.-]{1,32})\/([a-z0-9_.-]{1,32})(?:\/([a-z0-9_.-]{1,32}))?$/;

const OS_NAMES: ReadonlyMap<string, string> = new Map([['macos', 'darwin']]);

/** Names that uname and other tools use, as Go's architecture and variant (containerd's platform normalisation). */
const ARCHITECTURE_NAMES: ReadonlyMap<string, readonly [architecture: string, variant: string | null]> = new Map([
  ['x86_64', ['amd64', null]],
  ['x86-64', ['amd64', null]],
  ['aarch64', ['arm64', null]],
  ['armhf', ['arm', 'v7']],
  ['armel', ['arm', 'v6']],
  ['i386', ['386', null]],
]);

/** The variant that an architecture has when none is named. */
const DEFAULT_VARIANTS: ReadonlyMap<string, string> = new Map([
  ['arm64', 'v8'],
  ['arm', 'v7'],
  ['amd64', 'v1'],
]);

/**
 * Parses `os/architecture[/variant]`, e.g. `linux/arm64/v8`, in lower case or not.
 * @throws CodedError `platform_malformed`
 */
export function parsePlatform(text: string): Platform {
  const match = PLATFORM.exec(text.toLowerCase());
  if (match === null) throw new CodedError('platform_malformed', 'A platform is "os/architecture" or "os/architecture/variant", e.g. linux/arm64.');
  const [, os = '', architecture = '', variant = null] = match;
  return normalisePlatform({ os, architecture, variant });
}

/** `linux/arm64`; the variant only where it is not the architecture's usual one. */
export function formatPlatform(platform: Platform): string {
  const { os, architecture, variant } = normalisePlatform(platform);
  return variant === null ? `${os}/${architecture}` : `${os}/${architecture}/${variant}`;
}

/** Tells whether two platforms are the same one, aliases and usual variants (`arm64/v8`) counting as equal. */
export function isSamePlatform(one: Platform, other: Platform): boolean {
  return formatPlatform(one) === formatPlatform(other);
}

function normalisePlatform(platform: Platform): Platform {
  const os = platform.os.toLowerCase();
  const name = platform.architecture.toLowerCase();
  const [architecture, implied] = ARCHITECTURE_NAMES.get(name) ?? [name, null];
  const variant = toVariant(platform.variant) ?? implied;
  return { os: OS_NAMES.get(os) ?? os, architecture, variant: variant === DEFAULT_VARIANTS.get(architecture) ? null : variant };
}

/** `8` and `V8` are `v8`; an empty variant is none. */
function toVariant(text: string | null): string | null {
  if (text === null || text === '') return null;
  return /^\d/.test(text) ? `v${text}` : text.toLowerCase();
}
