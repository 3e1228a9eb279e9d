import { CodedError } from '../../core/coded-error.ts';
import { toCommit } from '../../core/pin/commit.ts';
import { normalizeProject } from '../../core/pin/project.ts';
import type { AnalysisContext } from '../../core/review/analysis-context.ts';
import type { World } from '../world.ts';
import { findListedServer, findReferredServer, type ImageServer } from './find-image-server.ts';
import { normalizeDirectory } from './normalize-directory.ts';
import { contextOf, findServer, projectOf, type ReviewedServer } from './reviewed-server.ts';
import type { ResolvedTarget, ReviewTarget, TargetOptions } from './target.ts';

const NO_CONTEXT: Omit<AnalysisContext, 'title'> = { server: null, description: '', allowedHosts: [], otherServers: [] };

/**
 * Decides which source a review reads: project, commits and folder. What a person said counts before label and pin.
 * @throws CodedError `review_target_unknown`, `review_revision_unknown`, `source_directory_missing`, `usage`, or a PortError
 * when catalog, engine or registry cannot answer
 */
export async function resolveTarget(world: World, asked: { readonly target: ReviewTarget; readonly options: TargetOptions }, signal: AbortSignal): Promise<ResolvedTarget> {
  const { target, options } = asked;
  switch (target.kind) {
    case 'directory':
      return resolveDirectory(target, options);
    case 'git':
      return resolveUrl(target.url, options);
    case 'server': {
      const server = findServer(await world.catalog.snapshot(), target.name);
      return resolveServer({ server, revision: server.entry?.source?.commit ?? null, origin: 'pin' }, options);
    }
    case 'image':
      return resolveImage(await findListedServer(world, target.key, signal), options);
    case 'reference':
      return resolveImage(await findReferredServer(world, target.text, signal), options);
  }
}

function resolveDirectory({ path, text }: Extract<ReviewTarget, { kind: 'directory' }>, { head, base, directory }: TargetOptions): ResolvedTarget {
  if (head !== null) throw new CodedError('usage', 'A directory is reviewed as it is: --head is for projects.');
  if (base !== null && toCommit(base) !== null) throw new CodedError('usage', 'A directory is compared with another directory, not with a commit.');
  return {
    server: null,
    title: text,
    source: { kind: 'directory', head: path, base, directory: normalizeDirectory(directory) },
    context: { ...NO_CONTEXT, title: text },
    headOrigin: 'given',
  };
}

function resolveUrl(url: string, options: TargetOptions): ResolvedTarget {
  const project = toProject(url);
  if (options.head === null) throw new CodedError('usage', 'A project is reviewed at a commit: give it with --head.');
  return {
    server: null,
    title: project,
    source: { kind: 'git', project, head: commitOf(options.head, '--head'), base: baseOf(options), directory: normalizeDirectory(options.directory), branch: null },
    context: { ...NO_CONTEXT, title: project },
    headOrigin: 'given',
  };
}

function toProject(url: string): string {
  try {
    return normalizeProject(url);
  } catch (cause) {
    if (!(cause instanceof CodedError)) throw cause;
    throw new CodedError('review_target_unknown', cause.message, { cause });
  }
}

function resolveImage({ server, revision, reason }: ImageServer, options: TargetOptions): ResolvedTarget {
  if (revision === null && options.head === null) throw new CodedError('review_revision_unknown', reason);
  return resolveServer({ server, revision, origin: 'label' }, options);
}

interface Pinned {
  readonly server: ReviewedServer;
  readonly revision: string | null;
  readonly origin: 'label' | 'pin';
}

function resolveServer({ server, revision, origin }: Pinned, options: TargetOptions): ResolvedTarget {
  const said = options.head ?? revision;
  if (said === null) throw new CodedError('review_revision_unknown', `The catalog pins no commit for ${server.name}.`);
  const head = commitOf(said, options.head === null ? 'The revision' : '--head');
  const directory = options.directory ?? server.entry?.source?.directory ?? null;
  return {
    server: server.name,
    title: server.name,
    source: { kind: 'git', project: projectOf(server, head), head, base: baseOf(options), directory: normalizeDirectory(directory), branch: server.entry?.source?.branch ?? null },
    context: contextOf(server),
    headOrigin: options.head === null ? origin : 'given',
  };
}

function baseOf({ base }: TargetOptions): string | null {
  return base === null ? null : commitOf(base, '--base');
}

function commitOf(text: string, name: string): string {
  const commit = toCommit(text);
  if (commit === null) throw new CodedError('review_revision_unknown', `${name} is no commit of 40 hexadecimal digits.`);
  return commit;
}
