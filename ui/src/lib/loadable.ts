import { BackendProblem } from './backend-problem.ts';

/** What a screen can be in; components switch on `kind`. */
export type Loadable<Value> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'error'; readonly problem: BackendProblem }
  | { readonly kind: 'empty' }
  | { readonly kind: 'data'; readonly value: Value };

interface QueryState<Value> {
  readonly data: Value | undefined;
  readonly error: unknown;
}

/**
 * Turns a query into what a screen shows. Data that is there stays while a later request fails:
 * the banner says that it is not fresh. A bug (any other error) is thrown to the error boundary.
 */
export function toLoadable<Value>(query: QueryState<Value>, isEmpty: (value: Value) => boolean = () => false): Loadable<Value> {
  if (query.data !== undefined) return isEmpty(query.data) ? { kind: 'empty' } : { kind: 'data', value: query.data };
  if (query.error === null || query.error === undefined) return { kind: 'loading' };
  return { kind: 'error', problem: asProblem(query.error) };
}

/** Narrows a caught value to a problem of the backend; a bug is thrown on. */
export function asProblem(error: unknown): BackendProblem {
  if (error instanceof BackendProblem) return error;
  throw error;
}
