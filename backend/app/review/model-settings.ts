import { z } from 'zod';
import { PROVIDERS } from '../../core/review/model-endpoint.ts';

/** The Docker Model Runner as the host reaches it (docs.docker.com, Model Runner, REST API). */
export const DEFAULT_LOCAL_URL = 'http://localhost:12434/engines/v1';
const PRIVATE_HOST = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\]|.+\.internal)$/;
const DEFAULT_BUDGET_TOKENS = 1_000_000;
const DEFAULT_TIMEOUT_SECONDS = 1_800;

/** No credentials in it: those would end in logs. Source text travels there: without https it must stay on this machine or its network. */
function isEndpoint(text: string): boolean {
  const url = URL.parse(text);
  if (url === null || url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && PRIVATE_HOST.test(url.hostname));
}

/** Which model reads, and how much it may. Part of the configuration. */
export const modelSettingsStateSchema = z.strictObject({
  provider: z.enum(PROVIDERS).nullable().default(null),
  model: z.string().min(1).max(200).regex(/^[\w./:@+-]+$/, 'must be the name of a model').nullable().default(null),
  /** Base URL of a local endpoint that speaks OpenAI's interface; null: the Docker Model Runner, where it answers. */
  localUrl: z.string().max(500).refine(isEndpoint, 'must be an https URL without credentials (http on this machine alone)').nullable().default(null),
  budgetTokens: z.number().int().min(1_000).max(20_000_000).default(DEFAULT_BUDGET_TOKENS),
  timeoutSeconds: z.number().int().min(10).max(7_200).default(DEFAULT_TIMEOUT_SECONDS),
});

export type ModelSettings = z.infer<typeof modelSettingsStateSchema>;
