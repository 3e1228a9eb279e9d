import { z } from 'zod';
import { CodedError } from '../../core/coded-error.ts';
import type { SettingsFile } from '../../ports/settings-file.ts';

/** Providers that want a key. */
export type KeyProvider = 'anthropic' | 'openai';
export type KeyOrigin = 'none' | 'environment' | 'memory' | 'stored';

const storedSchema = z.strictObject({ anthropic: z.string().min(8).max(500).optional(), openai: z.string().min(8).max(500).optional() });
type StoredKeys = z.infer<typeof storedSchema>;

const VARIABLES: Readonly<Record<KeyProvider, string>> = { anthropic: 'ANTHROPIC_API_KEY', openai: 'OPENAI_API_KEY' };
/** What may stand in a header (RFC 9110, 5.5); a line break would add one. */
const KEY = /^[\x21-\x7e]{8,500}$/;

/** Keys of model providers: typed ones count before stored ones, those before the environment's. Nothing here is ever printed. */
export interface ModelKeys {
  get(provider: KeyProvider): string | null;
  origin(provider: KeyProvider): KeyOrigin;
  /** Null forgets what was typed and stored. Throws `request_malformed` for what can be no key, `store_*`. */
  set(provider: KeyProvider, key: string | null, keep: 'memory' | 'stored'): Promise<void>;
  forgetAll(): Promise<void>;
}

/** Opens the stored keys. A damaged file counts as none: a key can be typed again. */
export async function openModelKeys(file: SettingsFile, env: Readonly<Record<string, string | undefined>>): Promise<ModelKeys> {
  let stored = parseStored(await file.read());
  const typed = new Map<KeyProvider, string>();
  const ofEnvironment = (provider: KeyProvider): string | null => {
    const key = env[VARIABLES[provider]]?.trim() ?? '';
    return KEY.test(key) ? key : null;
  };
  const store = async (next: StoredKeys): Promise<void> => {
    if (Object.keys(next).length > 0) await file.write(`${JSON.stringify(next)}\n`);
    else await file.remove();
    stored = next;
  };
  return {
    get: (provider) => typed.get(provider) ?? stored[provider] ?? ofEnvironment(provider),
    origin: (provider) => {
      if (typed.has(provider)) return 'memory';
      if (stored[provider] !== undefined) return 'stored';
      return ofEnvironment(provider) === null ? 'none' : 'environment';
    },
    set: async (provider, key, keep) => {
      if (key !== null && !KEY.test(key)) throw new CodedError('request_malformed', 'A key is printable text without spaces.');
      const { [provider]: before, ...others } = stored;
      const isStored = key !== null && keep === 'stored';
      if (isStored || before !== undefined) await store(isStored ? { ...others, [provider]: key } : others);
      typed.delete(provider);
      if (key !== null && keep === 'memory') typed.set(provider, key);
    },
    forgetAll: async () => {
      typed.clear();
      await store({});
    },
  };
}

function parseStored(text: string | null): StoredKeys {
  if (text === null) return {};
  try {
    const parsed = storedSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : {};
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}
