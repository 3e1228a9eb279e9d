import { existsSync } from 'node:fs';
import { cp, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Processors that the image is made for, as Node names them. */
export type Architecture = 'x64' | 'arm64';

export interface NativePlan {
  /** The folder whose `node_modules` have the files. */
  readonly root: string;
  /** The folder of the bundle. */
  readonly output: string;
  readonly architecture: Architecture;
}

interface NativeFile {
  /** Below `node_modules`. */
  readonly from: string;
  /** Below the bundle's folder. */
  readonly to: string;
}

const LANGUAGES = ['python', 'go'] as const;

/**
 * What the programs of the sandbox load beside their own code: the parser, and its languages that are no part of it.
 * They run in a Linux container with glibc, wherever they were built.
 */
export function listNativeFiles(architecture: Architecture): NativeFile[] {
  const addon = `ast-grep-napi.linux-${architecture}-gnu.node`;
  const prebuilt = `prebuilds/prebuild-Linux-${architecture.toUpperCase()}/parser.so`;
  return [
    { from: `${addonPackage(architecture)}/${addon}`, to: addon },
    ...LANGUAGES.map((language) => ({ from: `@ast-grep/lang-${language}/${prebuilt}`, to: `languages/${language}/${prebuilt}` })),
  ];
}

/** The package with the parser for one processor: npm installs none but this machine's own. */
export function addonPackage(architecture: Architecture): string {
  return `@ast-grep/napi-linux-${architecture}-gnu`;
}

/** Copies the native files beside the bundle and answers where they come from. Copies nothing where one is not installed. */
export async function copyNativeFiles({ root, output, architecture }: NativePlan): Promise<string[]> {
  const files = listNativeFiles(architecture).map(({ from, to }) => ({ from: join(root, 'node_modules', from), to: join(output, to) }));
  if (!files.every(({ from }) => existsSync(from))) return [];
  for (const { from, to } of files) {
    await mkdir(dirname(to), { recursive: true });
    await cp(from, to);
  }
  return files.map(({ from }) => from);
}
