import { randomBytes } from 'node:crypto';
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { formatRepository, parseRepository } from '../../core/image/repository.ts';
import type { PinObservation } from '../../core/pin/build-pin-history.ts';
import type { CatalogIndex, ServerRecord } from './catalog-index.ts';

/** Raised whenever parsing or meaning changes: an index of another version is built again. */
const INDEX_VERSION = 2;

const repositorySchema = z.string().transform((text) => parseRepository(text)).nullable();
const nullableText = z.string().nullable();
const entrySchema = z.object({
  name: z.string(), type: z.enum(['server', 'remote', 'poci']), title: z.string(), description: z.string(), image: repositorySchema,
  source: z.object({ project: z.string(), commit: z.string().regex(/^[0-9a-f]{40}$/).nullable(), branch: nullableText, directory: nullableText }).nullable(),
  category: nullableText, tags: z.array(z.string()), icon: nullableText, allowedHosts: z.array(z.string()),
});
const problemSchema = z.object({
  server: z.string(), file: z.string(), line: z.number().nullable(), detail: z.string(),
  code: z.enum(['entry_yaml_invalid', 'entry_schema_invalid', 'entry_image_malformed', 'entry_commit_malformed', 'entry_project_malformed', 'entry_too_large', 'entry_name_differs']),
});
/** Time, and a project's number with a commit, or the kind in a letter: short, as there are thousands. */
const OBSERVATION = /^(\d{1,12}) (?:([urx])|(\d{1,6}) ([0-9a-f]{40}))$/;
const KINDS = { u: 'unpinned', r: 'removed', x: 'unreadable' } as const;
const LETTERS = { unpinned: 'u', removed: 'r', unreadable: 'x' } as const;

const indexSchema = z.object({
  version: z.literal(INDEX_VERSION),
  head: z.string(),
  servers: z.array(z.object({
    name: z.string(), image: repositorySchema, projects: z.array(z.string()), observations: z.array(z.string().regex(OBSERVATION)),
    listed: z.object({ entry: entrySchema.nullable(), problems: z.array(problemSchema) }).nullable(),
  })),
});

/** The index of `head`, or null where the folder has none that can be used (absent, cut off, of another version). */
export async function readIndexFile(folder: string, head: string): Promise<CatalogIndex | null> {
  let parsed;
  try {
    parsed = indexSchema.safeParse(JSON.parse(await readFile(indexPath(folder, head), 'utf8')));
  } catch {
    // Absent, not JSON, or an image that is none: the index is built again from the repository, which is the truth.
    return null;
  }
  if (!parsed.success || parsed.data.head !== head) return null;
  const servers = parsed.data.servers.map(({ name, image, projects, observations, listed }): [string, ServerRecord] => [
    name, { image, listed, observations: observations.map((text) => fromText(text, projects)) },
  ]);
  return { head, servers: new Map(servers) };
}

/** Writes the index atomically and removes those of other heads, except `keep`. */
export async function writeIndexFile(folder: string, index: CatalogIndex): Promise<void> {
  const servers = [...index.servers].map(([name, { image, listed, observations }]) => {
    const projects = [...new Set(observations.flatMap((observation) => (observation.kind === 'pinned' ? [observation.project] : [])))];
    const entry = listed?.entry ?? null;
    return {
      name, image: image === null ? null : formatRepository(image), projects, observations: observations.map((observation) => toText(observation, projects)),
      listed: listed === null ? null : { problems: listed.problems, entry: entry === null ? null : { ...entry, image: entry.image === null ? null : formatRepository(entry.image) } },
    };
  });
  await writeAtomically(indexPath(folder, index.head), JSON.stringify({ version: INDEX_VERSION, head: index.head, servers }));
}

/** Removes the index files of all heads but the one that is served. */
export async function removeOtherIndexFiles(folder: string, head: string): Promise<void> {
  const names = await readdir(folder);
  const old = names.filter((name) => /^index-[0-9a-f]{40}\.json/.test(name) && name !== `index-${head}.json`);
  await Promise.all(old.map((name) => rm(join(folder, name), { force: true })));
}

/** Replaces a file in one step: a reader sees the old text or the new one. */
export async function writeAtomically(path: string, text: string): Promise<void> {
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    await writeFile(temporary, text, { flush: true });
    await rename(temporary, path);
  } finally {
    await rm(temporary, { force: true });
  }
}

function indexPath(folder: string, head: string): string {
  return join(folder, `index-${head}.json`);
}

function toText(observation: PinObservation, projects: readonly string[]): string {
  const seconds = Date.parse(observation.at) / 1000;
  return observation.kind === 'pinned' ? `${seconds} ${projects.indexOf(observation.project)} ${observation.commit}` : `${seconds} ${LETTERS[observation.kind]}`;
}

function fromText(text: string, projects: readonly string[]): PinObservation {
  const [, seconds = '', letter, project = '', commit = ''] = OBSERVATION.exec(text) ?? [];
  const at = new Date(Number(seconds) * 1000).toISOString();
  if (letter === 'u' || letter === 'r' || letter === 'x') return { at, kind: KINDS[letter] };
  return { at, kind: 'pinned', project: projects[Number(project)] ?? '', commit };
}
