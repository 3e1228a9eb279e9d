import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Dispatcher } from 'undici';
import packageJson from '../../package.json' with { type: 'json' };
import type { Reviewing } from '../app/review/reviewing.ts';
import type { SettingsState } from '../app/settings/settings.ts';
import { RULE_SET_VERSION } from '../core/review/rule-set-version.ts';
import type { GitNetwork } from '../ports/git-runner.ts';
import { sleepUntil } from './sleep-until.ts';

export interface ReviewingParts {
  /** The world's own: reviews of samples are never met among real ones. */
  readonly folder: string;
  readonly settings: SettingsState;
  readonly env: NodeJS.ProcessEnv;
  readonly network: GitNetwork;
  readonly offlineReason: string | null;
  /** For providers on the network. */
  readonly dispatcher: Dispatcher;
}

/** What reviews work with, opened when it is first asked for: most commands never do. */
export interface LazyReviewing {
  open(): Promise<Reviewing>;
  close(): Promise<void>;
}

/** Joins sandbox, store and models. */
export function createReviewing(parts: ReviewingParts): LazyReviewing {
  let opened: Promise<Opened> | null = null;
  return {
    open: async () => (await (opened ??= openReviewing(parts))).reviewing,
    close: async () => { await (await opened)?.close(); },
  };
}

/** The image that reviews run in: the environment's (the extension names its own there), the configuration's, or this version's. */
export function sandboxImageOf({ sandbox }: SettingsState, env: NodeJS.ProcessEnv): string {
  const { MCP_TRUST_SANDBOX_IMAGE: named = '' } = env;
  return named === '' ? (sandbox.image ?? `mcp-trust-inspector:${packageJson.version}`) : named;
}

interface Opened {
  readonly reviewing: Reviewing;
  close(): Promise<void>;
}

async function openReviewing({ folder, settings, env, network, offlineReason, dispatcher }: ReviewingParts): Promise<Opened> {
  const [{ createSandbox }, { createBoxMaker }, { openReviewStore }, { createInference }, { createDispatcher }] = await Promise.all([
    import('../adapters/sandbox/create-sandbox.ts'), import('../adapters/sandbox/box-maker.ts'), import('../adapters/store/sqlite-review-store.ts'),
    import('../adapters/inference/create-inference.ts'), import('../adapters/oci/http-dispatcher.ts'),
  ]);
  const environment = { variables: env, homeFolder: homedir(), platform: process.platform };
  const image = sandboxImageOf(settings, env);
  const store = await openReviewStore({ path: join(folder, 'reviews.sqlite'), clock: Date.now });
  // What is asked of this machine goes through no proxy.
  const direct = createDispatcher({ proxy: { https: null, http: null, noProxy: null }, certificateAuthority: settings.certificateAuthority });
  return {
    reviewing: {
      sandbox: createSandbox({ environment, image, network }),
      store,
      openInference: (endpoint) => createInference({ ...endpoint, dispatcher: endpoint.provider === 'local' ? direct : dispatcher, clock: Date.now, sleep: sleepUntil }),
      ruleSet: RULE_SET_VERSION,
      offlineReason,
      clock: Date.now,
      assertReady: async (signal) => { await createBoxMaker({ environment, sandboxImage: image }).imageId(image, signal); },
    },
    close: async () => {
      store.close();
      await direct.close();
    },
  };
}
