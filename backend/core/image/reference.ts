import { CodedError } from '../coded-error.ts';
import { isDigest, type Digest } from './digest.ts';
import { formatRepository, parseRepository, type Repository } from './repository.ts';

/** An image reference; `text` keeps what the person typed. Without tag and digest the tag is `latest`. */
export interface Reference {
  readonly repository: Repository;
  readonly tag: string | null;
  readonly digest: Digest | null;
  readonly text: string;
}

const MAX_REFERENCE_LENGTH = 1024;
const TAG = /^\w[\w.-]{0,127}$/;

/** Tells whether a text is a tag: at most 128 letters, digits, `_`, `.` and `-`, not starting with `.` or `-`. */
export function isTag(text: string): boolean {
  return TAG.test(text);
}

/**
 * Parses `[registry/]repository[:tag][@sha256:hex]` with Docker's defaults.
 * @throws CodedError `reference_malformed`
 */
export function parseReference(text: string): Reference {
  if (text.length > MAX_REFERENCE_LENGTH) throw malformed('The reference is too long.');
  // By the grammar this is the official image `sha256` with a tag; nobody means that.
  if (isDigest(text)) throw malformed('A digest alone names no repository.');
  const at = text.indexOf('@');
  const digest = at < 0 ? null : toDigest(text.slice(at + 1));
  const named = at < 0 ? text : text.slice(0, at);
  const colon = named.indexOf(':', named.lastIndexOf('/') + 1);
  const repository = parseRepository(colon < 0 ? named : named.slice(0, colon));
  const tag = colon < 0 ? null : toTag(named.slice(colon + 1));
  return { repository, tag: tag ?? (digest === null ? 'latest' : null), digest, text };
}

/** The canonical form, e.g. `docker.io/mcp/fetch:latest@sha256:…`, with what the reference has of tag and digest. */
export function formatReference(reference: Reference): string {
  const tag = reference.tag === null ? '' : `:${reference.tag}`;
  const digest = reference.digest === null ? '' : `@${reference.digest}`;
  return `${formatRepository(reference.repository)}${tag}${digest}`;
}

function toDigest(text: string): Digest {
  if (!isDigest(text)) throw malformed('After "@" stands "sha256:" and 64 lower-case hexadecimal digits.');
  return text;
}

function toTag(text: string): string {
  if (!isTag(text)) throw malformed('A tag has at most 128 letters, digits, "_", "." and "-".');
  return text;
}

function malformed(message: string): CodedError {
  return new CodedError('reference_malformed', message);
}
