import type {
  WireImagePage, WireImageRow, WireJob, WireJobRequest, WireSettings, WireSettingsAnswer, WireStatus,
} from '../../contract/api.ts';
import type {
  ReviewFileName, WireModelKeyRequest, WireModelSettings, WireModelSettingsRequest, WireReview, WireReviewComparison, WireReviewOptions, WireReviewPage, WireReviewTarget,
} from '../../contract/review.ts';

/** What the panel can ask of the backend: one method a route, no HTTP in it. All throw CodedError. */
export interface Application extends ReviewApplication {
  status(signal: AbortSignal): Promise<WireStatus>;
  images(page: PageRequest, signal: AbortSignal): Promise<WireImagePage>;
  /** Null when no such row is listed (any more). */
  image(key: string, signal: AbortSignal): Promise<WireImageRow | null>;
  startJob(request: WireJobRequest): WireJob;
  job(id: string, since: number): WireJob | null;
  jobs(): readonly WireJob[];
  cancelJob(id: string): WireJob | null;
  exportReport(request: ExportRequest, signal: AbortSignal): Promise<ExportedReport>;
  settings(): Promise<WireSettingsAnswer>;
  changeSettings(settings: WireSettings): Promise<WireSettingsAnswer>;
  addKey(key: { readonly name: string; readonly pem: string }): Promise<WireSettingsAnswer>;
  removeKey(fingerprint: string): Promise<WireSettingsAnswer>;
  /** Trusts a published key that a person compared; `not_found` when no such key is announced. */
  acceptKey(fingerprint: string): Promise<WireSettingsAnswer>;
  acceptCatalogHead(head: string): Promise<WireStatus>;
  switchWorld(kind: 'real' | 'sample'): Promise<WireStatus>;
  deleteData(): Promise<void>;
  /** Ends jobs, closes the store. */
  close(): Promise<void>;
}

/** What the panel can ask about reviews. A review is started as a job of its own kind. All throw CodedError. */
export interface ReviewApplication {
  reviews(request: ReviewPageRequest): Promise<WireReviewPage>;
  /** Null when there is no such review (any more). */
  review(id: string): Promise<WireReview | null>;
  reviewFile(id: string, name: ReviewFileName): Promise<ExportedReport | null>;
  /** Null when one of the two is gone. */
  compareReviews(older: string, newer: string): Promise<WireReviewComparison | null>;
  /** False when there is no such review. */
  removeReview(id: string): Promise<boolean>;
  /** What may be reviewed, compared with what, and by whom. */
  reviewOptions(target: WireReviewTarget, signal: AbortSignal): Promise<WireReviewOptions>;
  modelSettings(signal: AbortSignal): Promise<WireModelSettings>;
  changeModelSettings(request: WireModelSettingsRequest, signal: AbortSignal): Promise<WireModelSettings>;
  /** Keeps or forgets the key of a provider; it is never read back. */
  changeModelKey(request: WireModelKeyRequest, signal: AbortSignal): Promise<WireModelSettings>;
  /** Empties the cache of fetched sources. */
  clearSources(signal: AbortSignal): Promise<WireModelSettings>;
}

export interface ReviewPageRequest extends PageRequest {
  /** Server name, project URL or directory; null for all. */
  readonly subject: string | null;
}

export interface PageRequest {
  readonly offset: number;
  readonly limit: number;
}

export interface ExportRequest {
  readonly format: 'markdown' | 'json';
  /** One row; null exports all. */
  readonly key: string | null;
}

export interface ExportedReport {
  readonly text: string;
  readonly fileName: string;
}
