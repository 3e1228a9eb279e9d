import { CodedError } from '../coded-error.ts';
import { DOCKER_HUB, looksLikeHost, parseRegistryHost } from './registry-host.ts';

declare const repositoryBrand: unique symbol;

/**
 * A repository in canonical form: registry host (with port where given, `docker.io` for Docker Hub in all its
 * spellings) and lower-case path (`library/` added for official images). Made by `parseReference` or `parseRepository` only.
 */
export interface Repository {
  readonly registry: string;
  readonly path: string;
  readonly [repositoryBrand]: true;
}

const MAX_NAME_LENGTH = 512;
const MAX_PATH_LENGTH = 255;
const OFFICIAL = 'library/';
const COMPONENT = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';
const PATH = new RegExp(`^${COMPONENT}(?:/${COMPONENT})*$`);
const IMAGE_ID = /^[0-9a-f]{64}$/;

/**
 * Parses a repository name without tag and digest, by the grammar of the distribution reference and with
 * Docker's normalisation (https://github.com/distribution/reference).
 * @throws CodedError `reference_malformed`
 */
export function parseRepository(text: string): Repository {
  if (text.length > MAX_NAME_LENGTH) throw malformed('A repository name has at most 255 characters.');
  if (IMAGE_ID.test(text)) throw malformed('64 hexadecimal digits are an image id, not a repository name.');
  const slash = text.indexOf('/');
  const first = text.slice(0, Math.max(slash, 0));
  if (slash < 0 || !looksLikeHost(first)) return toRepository(DOCKER_HUB, text);
  return toRepository(parseRegistryHost(first), text.slice(slash + 1));
}

/** The canonical form, e.g. `docker.io/mcp/fetch`. Parses back to the same repository. */
export function formatRepository(repository: Repository): string {
  return `${repository.registry}/${repository.path}`;
}

/** The form that Docker prints, e.g. `mcp/fetch` or `nginx`. Parses back to the same repository. */
export function familiarRepository(repository: Repository): string {
  const { registry, path } = repository;
  if (registry !== DOCKER_HUB) return formatRepository(repository);
  const [first = '', second = '', ...rest] = path.split('/');
  if (rest.length === 0 && `${first}/` === OFFICIAL && !IMAGE_ID.test(second)) return second;
  return looksLikeHost(first) ? formatRepository(repository) : path;
}

export function isSameRepository(one: Repository, other: Repository): boolean {
  return one.registry === other.registry && one.path === other.path;
}

function toRepository(registry: string, name: string): Repository {
  const path = registry === DOCKER_HUB && !name.includes('/') ? OFFICIAL + name : name;
  if (path.length > MAX_PATH_LENGTH) throw malformed('A repository name has at most 255 characters.');
  if (!PATH.test(path)) {
    throw malformed('A repository name is made of lower-case letters and digits, joined by ".", "_", "__" or "-", in parts joined by "/".');
  }
  return { registry, path } as Repository;
}

function malformed(message: string): CodedError {
  return new CodedError('reference_malformed', message);
}
