import { execFile } from 'node:child_process';
import { z } from 'zod';
import { CodedError } from '../../core/coded-error.ts';
import type { RegistryLogin } from './credentials.ts';

const TIMEOUT_MILLISECONDS = 5000;
const MAX_OUTPUT_BYTES = 64 * 1024;

/** A user name with which helpers mark an identity token. */
const TOKEN_USER = '<token>';
/** What the helper protocol says when it has none (docker-credential-helpers). */
const NOT_FOUND = 'credentials not found in native keychain';

const answerSchema = z.object({ Username: z.string(), Secret: z.string().min(1) });

/**
 * Asks `docker-credential-<name> get` for the login of a key, without a shell. Null where it has none.
 * @param name matches `[a-z0-9-]+`, as `readDockerConfig` makes sure
 * @throws CodedError `file_unreadable` when the helper is absent, fails or is too slow; never with what it printed
 */
export async function askCredentialHelper(name: string, key: string, env: NodeJS.ProcessEnv): Promise<RegistryLogin | null> {
  const program = `docker-credential-${name}`;
  const output = await run(program, key, env);
  if (output === null) return null;
  const parsed = answerSchema.safeParse(parseJson(output));
  if (!parsed.success) throw failed(program, 'gave an answer that is not understood');
  const { Username: username, Secret: secret } = parsed.data;
  return username === TOKEN_USER ? { kind: 'identityToken', identityToken: secret } : { kind: 'password', username, password: secret };
}

async function run(program: string, key: string, env: NodeJS.ProcessEnv): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const options = { env, timeout: TIMEOUT_MILLISECONDS, maxBuffer: MAX_OUTPUT_BYTES, killSignal: 'SIGKILL', windowsHide: true } as const;
    const child = execFile(program, ['get'], options, (error, stdout) => {
      if (error === null) resolve(stdout);
      else if (stdout.trim() === NOT_FOUND) resolve(null);
      // The error's own text quotes what was printed, which may be a secret.
      else reject(failed(program, `ended with ${String(error.code ?? error.signal)}`));
    });
    // A helper that doesn't read its input closes the pipe; its exit says the rest.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(`${key}\n`);
  });
}

function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function failed(program: string, what: string): CodedError {
  return new CodedError('file_unreadable', `${program} ${what}.`, { retryable: true });
}
