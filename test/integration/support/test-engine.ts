import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { run } from './child-process.ts';
import { fileTar } from '../../../backend/samples/file-tar.ts';

/** The label that tells a run's own images from everybody else's; only what carries it is ever removed by label. */
export const RUN_LABEL = 'mcp-trust.test';

export interface EngineConnection {
  readonly socketPath: string;
  readonly runId: string;
  /** The docker command; the one in the path when absent. */
  readonly cli?: string;
}

export interface ImportSpec {
  readonly labels?: Readonly<Record<string, string>>;
  readonly text?: string;
}

const PUSHED = /digest: (sha256:[0-9a-f]{64})/;
const imageLine = z.object({ Repository: z.string(), Tag: z.string(), Digest: z.string() });

/** An engine that tests fill and empty through its own command line. */
export class TestEngine {
  readonly socketPath: string;
  readonly runId: string;
  readonly #cli: string;
  readonly #registries = new Set<string>();
  readonly #tags = new Set<string>();

  constructor(connection: EngineConnection) {
    this.socketPath = connection.socketPath;
    this.runId = connection.runId;
    this.#cli = connection.cli ?? 'docker';
  }

  /** Runs any docker command against this engine and returns what it printed. */
  async docker(...args: readonly string[]): Promise<string> {
    const env = { DOCKER_HOST: `unix://${this.socketPath}`, DOCKER_CONTEXT: '', DOCKER_BUILDKIT: '0' };
    const { stdout } = await run(this.#cli, args, { env, timeoutMs: 120_000 });
    return stdout.trim();
  }

  /** Makes an image of one text file, without any hub; returns its id. */
  async importImage(reference: string, spec: ImportSpec = {}): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 'mcp-trust-image-'));
    try {
      const path = join(folder, 'image.tar');
      await writeFile(path, fileTar('about.txt', spec.text ?? `${reference}\n`));
      const labels = Object.entries({ ...spec.labels, [RUN_LABEL]: this.runId });
      const lines = labels.map(([name, value]) => `LABEL ${quote(name)}=${quote(value)}`);
      const changes = [...lines, 'CMD ["/about.txt"]'].flatMap((line) => ['--change', line]);
      return await this.docker('import', ...changes, path, reference);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  async tag(source: string, target: string): Promise<void> {
    await this.docker('tag', source, target);
    this.#tags.add(target);
  }

  /** Pushes a tag to a local registry; returns the digest that the registry keeps it under. */
  async push(reference: string): Promise<string> {
    this.#remember(reference);
    const digest = PUSHED.exec(await this.docker('push', reference))?.[1];
    if (digest === undefined) throw new Error(`no digest for ${reference}`);
    return digest;
  }

  async pull(reference: string, platform?: string): Promise<void> {
    this.#remember(reference);
    await this.docker('pull', ...(platform === undefined ? [] : ['--platform', platform]), reference);
  }

  async inspect(reference: string): Promise<unknown> {
    return z.tuple([z.unknown()]).parse(JSON.parse(await this.docker('image', 'inspect', reference)))[0];
  }

  async remove(...references: readonly string[]): Promise<void> {
    if (references.length > 0) await this.docker('image', 'rm', '--force', ...references);
  }

  /** Removes what this run brought in: its labelled images, its tags, and what stands under a local registry that it used. */
  async cleanUp(): Promise<void> {
    for (const tag of this.#tags) if ((await this.docker('images', '--quiet', tag)) !== '') await this.remove(tag);
    const lines = await this.docker('images', '--digests', '--format', '{{json .}}');
    const present = lines.split('\n').filter((line) => line !== '');
    const images = present.map((line) => imageLine.parse(JSON.parse(line)));
    const pulled = images.filter(({ Repository }) => this.#registries.has(Repository.split('/')[0] ?? ''));
    await this.remove(...new Set(pulled.flatMap(toReference)));
    const own = await this.docker('images', '--quiet', '--no-trunc', '--filter', `label=${RUN_LABEL}=${this.runId}`);
    await this.remove(...new Set(own.split('\n').filter((id) => id !== '')));
  }

  /** Only a registry on loopback is this run's own. */
  #remember(reference: string): void {
    const [host = ''] = reference.split('/');
    if (/^(127\.0\.0\.1|localhost):\d+$/.test(host)) this.#registries.add(host);
  }
}

function toReference({ Repository, Tag, Digest }: z.infer<typeof imageLine>): string[] {
  if (Tag !== '<none>') return [`${Repository}:${Tag}`];
  return Digest === '<none>' ? [] : [`${Repository}@${Digest}`];
}

function quote(text: string): string {
  return JSON.stringify(text).replaceAll('$', '\\$');
}
