/** Methods of the backend's API. */
export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

export interface BackendRequest {
  readonly method: Method;
  /** Absolute path with its query, e.g. `/api/images?offset=0&limit=200`. */
  readonly path: string;
  readonly body?: unknown;
}

/**
 * One way to the backend. `send` resolves with the parsed JSON answer, unvalidated,
 * and rejects with a `BackendProblem` and nothing else on purpose.
 */
export interface Transport {
  send(request: BackendRequest): Promise<unknown>;
}

/** Longest time that one request may take, in milliseconds; work that takes longer is a job. */
export const REQUEST_TIMEOUT_MS = 20_000;
