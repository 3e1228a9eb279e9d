import type { Answer } from './answers.ts';
import type { ForgeState } from './forge-state.ts';

export interface RouteCall {
  readonly state: ForgeState;
  /** `owner/name`. */
  readonly repository: string;
  readonly query: URLSearchParams;
  /** Parsed JSON; undefined where there is none. */
  readonly body: unknown;
  /** Groups of the route's pattern, decoded. */
  readonly groups: Readonly<Record<string, string>>;
  /** Address of this collection for Link headers: by the repository's number, as the API gives it. */
  readonly address: string;
}

export interface Route {
  readonly method: string;
  /** The path below `/repos/{owner}/{repo}`. */
  readonly path: RegExp;
  /** The right that the token needs for it; none to read. */
  readonly right?: 'pulls' | 'checks' | 'labels';
  readonly answer: (call: RouteCall) => Answer;
}
