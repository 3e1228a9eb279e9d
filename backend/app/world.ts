import type { Digest } from '../core/image/digest.ts';
import type { Mirror } from '../core/image/mirror.ts';
import type { Reference } from '../core/image/reference.ts';
import type { Repository } from '../core/image/repository.ts';
import type { SignatureTrust, TrustedKey } from '../core/signature/trust.ts';
import type { VerdictPolicy } from '../core/verdict/facts.ts';
import type { Catalog } from '../ports/catalog.ts';
import type { Clock } from '../ports/clock.ts';
import type { ContentSource } from '../ports/content-source.ts';
import type { FactStore } from '../ports/fact-store.ts';
import type { ImageSource } from '../ports/image-source.ts';
import type { PlaceOrder } from './facts/place-order.ts';

/** Where a publisher announces its current key. Asked only when a signature is by an unknown key. */
export interface PublishedKeys {
  /** The announced keys that nobody accepted yet; empty when it cannot be asked. Answers are remembered for an hour. */
  candidates(signal: AbortSignal): Promise<readonly TrustedKey[]>;
  /** What the last answer held, without asking. */
  lastCandidates(): readonly TrustedKey[];
}

/** An OCI image layout: the images it names, and their content with signatures and referrers. */
export interface OpenedLayout {
  readonly images: readonly { readonly reference: Reference | null; readonly digest: Digest }[];
  readonly content: ContentSource;
}

/** Names for the commands that check a verdict by hand. */
export interface Handbook {
  readonly catalogSource: string;
  readonly catalogBranch: string;
  readonly keyFile: string;
  /** Fingerprints of the keys of which it is known that Docker holds them. */
  readonly dockerKeys: ReadonlySet<string>;
}

/** Everything that the use cases work with: one real world, or the sample world with keys and folders of its own. */
export interface World {
  readonly kind: 'real' | 'sample';
  readonly images: ImageSource;
  readonly content: ContentSource;
  /** Throws PortError `layout_malformed` or `layout_unreadable`. */
  readonly openLayout: (directory: string, signal: AbortSignal) => Promise<OpenedLayout>;
  readonly catalog: Catalog;
  /** The catalog lies on the network, and nothing may be asked there. */
  readonly isCatalogOffline: boolean;
  readonly store: FactStore;
  readonly trust: SignatureTrust;
  readonly withCandidates: (candidates: readonly TrustedKey[]) => SignatureTrust;
  readonly publishedKeys: PublishedKeys;
  readonly policy: VerdictPolicy;
  readonly signatureRepository: Repository;
  readonly mirrors: readonly Mirror[];
  readonly order: PlaceOrder;
  /** What the printed commands name: where the catalog is, and the file of the trusted key. */
  readonly handbook: Handbook;
  readonly clock: Clock;
}
