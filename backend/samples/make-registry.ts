import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { stringify } from 'yaml';
import { SAMPLE_SERVERS, type SampleServer } from './sample-plan.ts';

const execute = promisify(execFile);
const DAY = 24 * 60 * 60 * 1000;
const TIMEOUT = 60_000;

/** One commit of the registry: an entry as it was from that day on. */
interface RegistryChange {
  readonly server: SampleServer;
  readonly daysAgo: number;
  readonly commit: string | null;
}

/** Makes the sample registry: a git repository whose history moves the pins of its servers, ending today. */
export async function makeRegistry(folder: string, now: number): Promise<void> {
  await mkdir(folder, { recursive: true });
  await git(folder, ['init', '--quiet', '--initial-branch=main'], now);
  for (const change of allChanges()) {
    const at = now - change.daysAgo * DAY;
    const entry = join(folder, 'servers', change.server.name);
    await mkdir(entry, { recursive: true });
    await writeFile(join(entry, 'server.yaml'), toYaml(change));
    await git(folder, ['add', '--all'], at);
    await git(folder, ['commit', '--quiet', '--message', toMessage(change)], at);
  }
}

function allChanges(): readonly RegistryChange[] {
  const changes = SAMPLE_SERVERS.flatMap((server) => [
    ...(server.listedDaysAgo === null ? [] : [{ server, daysAgo: server.listedDaysAgo, commit: null }]),
    ...server.pins.map(({ daysAgo, commit }) => ({ server, daysAgo, commit })),
  ]);
  return changes.sort((left, right) => right.daysAgo - left.daysAgo);
}

function toYaml({ server, commit }: RegistryChange): string {
  return stringify({
    name: server.name,
    image: server.image,
    type: 'server',
    meta: { category: server.category, tags: [server.category] },
    about: { title: server.title, description: server.description },
    source: { project: server.project, branch: 'main', ...(commit === null ? {} : { commit }) },
  });
}

function toMessage({ server, commit }: RegistryChange): string {
  return commit === null ? `Add ${server.name}` : `chore: update pin for ${server.name}`;
}

/** git as nobody in particular, untouched by this machine's configuration. */
async function git(folder: string, args: readonly string[], at: number): Promise<void> {
  const date = new Date(at).toISOString();
  const person = { NAME: 'Sample registry', EMAIL: 'registry@samples.example', DATE: date };
  const identity = Object.fromEntries(Object.entries(person).flatMap(([key, value]) => [[`GIT_AUTHOR_${key}`, value], [`GIT_COMMITTER_${key}`, value]]));
  const env = { PATH: process.env['PATH'] ?? '', GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null', HOME: folder, ...identity };
  await execute('git', ['-c', 'commit.gpgsign=false', '-c', 'core.hooksPath=/dev/null', ...args], { cwd: folder, env, timeout: TIMEOUT });
}
