import type { ModelEndpoint, Reviewing } from '../../../backend/app/review/reviewing.ts';
import type { ResolvedTarget } from '../../../backend/app/review/target.ts';
import type { Clock } from '../../../backend/ports/clock.ts';
import { FakeInference, type FakeTurn } from '../../contracts/fake-inference.ts';
import { FakeReviewStore } from '../../contracts/fake-review-store.ts';
import { FAKE_RULE_SET, FakeSandbox } from '../../contracts/fake-sandbox.ts';

export const HEAD = 'c'.repeat(40);
export const PROJECT = 'https://github.com/acme/thing';

/** What reviews work with, all of it fake. `turns` is what the model says. */
export function makeReviewing(clock: Clock, change: Partial<Reviewing> = {}) {
  const sandbox = new FakeSandbox();
  const store = new FakeReviewStore();
  const endpoints: ModelEndpoint[] = [];
  const script: { turns: readonly FakeTurn[] } = { turns: [] };
  const reviewing: Reviewing = {
    sandbox,
    store,
    openInference: (endpoint) => {
      endpoints.push(endpoint);
      return new FakeInference(script.turns);
    },
    ruleSet: FAKE_RULE_SET,
    offlineReason: null,
    clock,
    assertReady: () => Promise.resolve(),
    ...change,
  };
  return { reviewing, sandbox, store, endpoints, script };
}

/** A server of the catalog at a commit. */
export function targetOf(change: Partial<ResolvedTarget> = {}): ResolvedTarget {
  return {
    server: 'thing',
    title: 'thing',
    source: { kind: 'git', project: PROJECT, head: HEAD, base: null, directory: null, branch: 'main' },
    context: { server: 'thing', title: 'The thing', description: '', allowedHosts: [], otherServers: ['other'] },
    headOrigin: 'pin',
    ...change,
  };
}
