import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Bundle } from './bundle.ts';

const manifestSchema = z.object({
  name: z.string(),
  version: z.string(),
  license: z.unknown().optional(),
  repository: z.union([z.string(), z.object({ url: z.string() })]).optional(),
});

interface BundledPackage {
  readonly heading: string;
  readonly texts: readonly string[];
}

const TEXT_FILE = /^(licen[cs]e|copying|notice)([-.].*)?$/i;
const RULE = '='.repeat(80);

/** Writes the names, licences and licence texts of all packages that a bundle holds code of, from what they ship. */
export async function writeLicences(path: string, { backend, panel }: { backend: Bundle; panel: Bundle }): Promise<void> {
  const sections = [await toSection('backend and command line', backend), await toSection('panel', panel)];
  const intro = 'This product contains code of the packages below, each under its own licence.\n';
  await writeFile(path, [intro, ...sections].join('\n'));
}

/** Folders of the packages that modules belong to: the innermost `node_modules/<name>` of each absolute path. */
export function listPackageFolders(modules: readonly string[]): string[] {
  const folders = modules.flatMap((path) => /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(path)?.[0] ?? []);
  return [...new Set(folders)].sort();
}

async function toSection(title: string, bundle: Bundle): Promise<string> {
  const packages = await Promise.all(listPackageFolders(bundle.modules).map(readPackage));
  const entries = packages.map(({ heading, texts }) => [RULE, heading, '', ...(texts.length > 0 ? texts : ['(The package ships no licence text.)']), ''].join('\n'));
  const comments = bundle.comments.length === 0 ? [] : [RULE, 'Licence comments in the code itself', '', ...new Set(bundle.comments), ''];
  return [`${RULE}\nIn the ${title}: ${packages.length} packages\n`, ...entries, ...comments].join('\n');
}

async function readPackage(folder: string): Promise<BundledPackage> {
  const manifest = manifestSchema.parse(JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')));
  const names = (await readdir(folder)).filter((name) => TEXT_FILE.test(name)).sort();
  const texts = await Promise.all(names.map(async (name) => (await readFile(join(folder, name), 'utf8')).trim()));
  const { repository } = manifest;
  const source = repository === undefined ? [] : [typeof repository === 'string' ? repository : repository.url];
  const license = typeof manifest.license === 'string' ? manifest.license : JSON.stringify(manifest.license ?? 'not stated');
  return { heading: [`${manifest.name} ${manifest.version} (${license})`, ...source].join('\n'), texts };
}
