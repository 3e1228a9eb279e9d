import type {
  WireImagePage, WireImageRow, WireJob, WireJobRequest, WireSettings, WireSettingsAnswer, WireStatus,
} from '../../contract/api.ts';

/** What the panel can ask of the backend: one method a route, no HTTP in it. All throw CodedError. */
export interface Application {
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
