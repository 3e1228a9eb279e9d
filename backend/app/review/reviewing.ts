import type { Provider } from '../../core/review/model-endpoint.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Inference } from '../../ports/inference.ts';
import type { ReviewStore } from '../../ports/review-store.ts';
import type { Sandbox } from '../../ports/sandbox.ts';

/** A model with all that is needed to ask it. The key is never printed, stored with a review, or put into an error. */
export interface ModelEndpoint {
  readonly provider: Provider;
  readonly model: string;
  /** Null for a local model that wants none. */
  readonly key: string | null;
  /** Base URL of a local endpoint; null for the provider's own. */
  readonly baseUrl: string | null;
}

/** What reviews of one world work with. */
export interface Reviewing {
  readonly sandbox: Sandbox;
  readonly store: ReviewStore;
  readonly openInference: (endpoint: ModelEndpoint) => Inference;
  /** Version of the rules that this version of the sandbox's image brings. */
  readonly ruleSet: string;
  /** Why no project may be fetched, as a sentence; null when they may. */
  readonly offlineReason: string | null;
  readonly clock: Clock;
  /** Throws PortError `engine_*` or `sandbox_image_missing` when no review can run here. */
  assertReady(signal: AbortSignal): Promise<void>;
}
