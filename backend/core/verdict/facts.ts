import type { GapCode } from '../gap-code.ts';
import type { Digest } from '../image/digest.ts';
import type { Platform } from '../image/platform.ts';
import type { Repository } from '../image/repository.ts';
import type { PinHistory } from '../pin/pin-history.ts';
import type { ServerEntry } from '../pin/server-entry.ts';
import type { KnownPublisher } from '../publisher/publisher.ts';
import type { SignatureSummary } from '../signature/signature.ts';

/** A fact that was established, or the reason why it could not be. */
export type Known<T> = { readonly known: true; readonly value: T } | { readonly known: false; readonly code: GapCode; readonly detail: string };

/** How the image at hand is bound to the digest that is looked up. */
export type Binding =
  /** The content of `digest`, hashed while it was read, contains this very image. */
  | { readonly state: 'bound' }
  /** The digest is what was asked for: nothing local to bind (verified straight from a registry or a layout). */
  | { readonly state: 'direct' }
  | { readonly state: 'contradicted'; readonly code: 'digest_not_of_this_image' | 'digest_unknown_to_repository' }
  | { readonly state: 'unknown'; readonly code: GapCode; readonly detail: string };

/** The label `org.opencontainers.image.revision`, one per runnable platform that counts. */
export interface RevisionLabel {
  readonly platform: Platform;
  readonly value: string | null;
}

/** What image this is about. `repository` is the upstream identity, mirrors applied. */
export interface SubjectFacts {
  readonly repository: Repository;
  readonly digest: Digest | null;
  readonly binding: Binding;
  readonly labels: Known<readonly RevisionLabel[]>;
  /** The digest that the valid signature was found for, when it is a signed index that lists `digest`. */
  readonly signedIndex: Digest | null;
}

export interface CatalogFacts {
  /** When the catalog was fetched, ISO 8601 UTC. */
  readonly fetchedAt: string;
  /** The catalog's entry for the repository; null when it has none. An entry that cannot be read is a gap. */
  readonly entry: Known<ServerEntry | null>;
  /** Pins of that server, also of a removed one; null when there is no such server. */
  readonly history: PinHistory | null;
  /** The server whose `image` is the repository that `referencedRepository` gives; null when there is none. */
  readonly referencedServer: string | null;
  /** True when a newer head was fetched that does not descend from this one, and nobody accepted it yet. */
  readonly rewritten?: boolean;
}

export interface VerdictPolicy {
  /** Repository patterns of always-signed namespaces, e.g. `docker.io/mcp/*`. */
  readonly signedRepositories: readonly string[];
  /** Milliseconds after which a catalog proves nothing any more (default 7 days). */
  readonly catalogMaxAge: number;
  /** Fail a signature that names a repository unknown to the catalog. */
  readonly strictReference: boolean;
  readonly knownPublishers: readonly KnownPublisher[];
}

/** Everything that a verdict is decided from. `now` is an argument: core has no clock. */
export interface Facts {
  readonly subject: SubjectFacts;
  readonly signature: SignatureSummary;
  readonly catalog: Known<CatalogFacts>;
  readonly policy: VerdictPolicy;
  /** ISO 8601 UTC. */
  readonly now: string;
}
