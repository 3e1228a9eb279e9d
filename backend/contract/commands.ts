import { shell } from './shell-quote.ts';
import type { WireCheck } from './verification.ts';

/** What the commands are about. Anything may come from outside: a name, a label, a catalog entry. */
export interface CommandSubject {
  /** The reference or id by which the engine knows the image; null where no engine has it. */
  readonly local: string | null;
  /** Canonical repository, e.g. `docker.io/mcp/fetch`. */
  readonly repository: string;
  /** `sha256:…`; null when not known. The signed index rather than the platform, where that is what was signed. */
  readonly digest: string | null;
  /** Where the signature was found, or is expected; e.g. `docker.io/mcp/signatures`. */
  readonly signatureRepository: string;
  /** PEM file of the trusted key; a file name to save it under where it is built in. */
  readonly keyFile: string;
  /** The signed claim; null where there is none. */
  readonly claim: string | null;
  /** Git address or folder of the catalog, and its branch. */
  readonly catalogSource: string;
  readonly catalogBranch: string;
  /** Name of the server in the catalog, and its pinned source; null when not known. */
  readonly server: string | null;
  readonly project: string | null;
  readonly branch: string | null;
  /** The commit that the image states, 40 hexadecimal digits; null when it states none. */
  readonly commit: string | null;
}

const REVISION = 'org.opencontainers.image.revision';
const FULL_COMMIT = /^[0-9a-f]{40}$/i;
const GITHUB_PROJECT = /^https:\/\/github\.com\/([A-Za-z0-9-]+)\/([A-Za-z0-9._-]+)$/;
const CLONE = 'mcp-registry.git';

const COMMANDS: Readonly<Record<WireCheck['id'], (subject: CommandSubject) => readonly (string | null)[]>> = {
  image: ({ local }) => [shell`docker image inspect --format '{{.Id}} {{json .RepoDigests}}' ${local}`],
  digest: (subject) => [shell`docker buildx imagetools inspect ${contentAddress(subject)}`],
  signature: (subject) => [cosignVerify(subject)],
  reference: (subject) => [pipe(cosignVerify(subject), `jq -r '.[].critical.identity["docker-reference"]'`)],
  claim: (subject) => [pipe(cosignVerify({ ...subject, claim: null }), `jq -r '.[].optional["${REVISION}"]'`)],
  label: (subject) => [labelCommand(subject)],
  catalog: (subject) => [cloneCommand(subject), `git -C ${CLONE} log -1 --format='%H %cI'`],
  entry: ({ server }) => [shell`git -C mcp-registry.git show ${entryAt(server, 'HEAD:')}`],
  pin: (subject) => [pinLog(subject), ...upstreamCommands(subject)],
};

/**
 * Shell commands that check a step by hand, with cosign 2.5 or later, docker, git, jq and curl. Every outside value is one
 * quoted argument; a command whose value is missing or unfit is left out.
 */
export function commandsFor(id: WireCheck['id'], subject: CommandSubject): readonly string[] {
  return COMMANDS[id](subject).filter((command) => command !== null);
}

function contentAddress({ repository, digest }: CommandSubject): string | null {
  return digest === null ? null : `${repository}@${digest}`;
}

/** cosign asks the image's own repository unless COSIGN_REPOSITORY says otherwise. A claim that is no commit is not asked for. */
function cosignVerify(subject: CommandSubject): string | null {
  const { keyFile, claim, repository, signatureRepository } = subject;
  const address = contentAddress(subject);
  const command =
    claim !== null && FULL_COMMIT.test(claim)
      ? shell`cosign verify --key ${keyFile} -a ${`${REVISION}=${claim}`} ${address}`
      : shell`cosign verify --key ${keyFile} ${address}`;
  if (command === null || signatureRepository === repository) return command;
  const assignment = shell`COSIGN_REPOSITORY=${signatureRepository}`;
  return assignment === null ? null : `${assignment} ${command}`;
}

function labelCommand(subject: CommandSubject): string | null {
  if (subject.local !== null) return shell`docker image inspect --format '{{index .Config.Labels "org.opencontainers.image.revision"}}' ${subject.local}`;
  return shell`docker buildx imagetools inspect --format '{{json .Image}}' ${contentAddress(subject)}`;
}

function cloneCommand({ catalogSource, catalogBranch }: CommandSubject): string | null {
  return shell`git clone --bare --single-branch --branch ${catalogBranch} ${catalogSource} mcp-registry.git`;
}

function pinLog({ server }: CommandSubject): string | null {
  return shell`git -C mcp-registry.git log --format='%h %cI %s' -G'commit:' -p -- ${entryAt(server, '')}`;
}

function entryAt(server: string | null, prefix: string): string | null {
  return server === null ? null : `${prefix}servers/${server}/server.yaml`;
}

/**
 * GitHub serves commits of forks under the parent's name, so that a commit exists proves little: "behind" or "identical"
 * means that the tracked branch holds it.
 */
function upstreamCommands({ project, branch, commit }: CommandSubject): readonly (string | null)[] {
  const match = GITHUB_PROJECT.exec(project ?? '');
  if (match === null || commit === null || !FULL_COMMIT.test(commit)) return [];
  const [, owner = '', name = ''] = match;
  const address = `https://api.github.com/repos/${owner}/${name}/compare/${encodeURIComponent(branch ?? 'HEAD')}...${commit}`;
  return [pipe(shell`curl -fsS ${address}`, 'jq -r .status')];
}

function pipe(command: string | null, next: string): string | null {
  return command === null ? null : `${command} | ${next}`;
}
