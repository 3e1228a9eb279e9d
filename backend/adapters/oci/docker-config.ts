import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { CodedError } from '../../core/coded-error.ts';

const MAX_CONFIG_BYTES = 1024 * 1024;
const HELPER_NAME = /^[a-z0-9-]{1,64}$/;

const helperName = z.string().regex(HELPER_NAME);
const authSchema = z.object({
  auth: z.string().optional(),
  username: z.string().optional(),
  password: z.string().optional(),
  identitytoken: z.string().optional(),
});

/** What is used of Docker's config.json. */
const dockerConfigSchema = z.object({
  auths: z.record(z.string(), authSchema).default({}),
  credsStore: z.union([z.literal(''), helperName]).default(''),
  credHelpers: z.record(z.string(), helperName).default({}),
});
export type DockerConfig = z.infer<typeof dockerConfigSchema>;

/**
 * Reads `config.json` of Docker's configuration folder; null where there is none.
 * @throws CodedError `file_unreadable`, never with any of the file's text
 */
export async function readDockerConfig(folder: string): Promise<DockerConfig | null> {
  const path = join(folder, 'config.json');
  try {
    const { size } = await stat(path);
    if (size > MAX_CONFIG_BYTES) throw unreadable(path, 'is too large');
    const parsed = dockerConfigSchema.safeParse(JSON.parse(await readFile(path, 'utf8')));
    if (!parsed.success) throw unreadable(path, 'is not what Docker writes');
    return parsed.data;
  } catch (error) {
    if (error instanceof CodedError) throw error;
    if (error instanceof SyntaxError) throw unreadable(path, 'is not JSON');
    if (error instanceof Error && 'code' in error) {
      if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
      throw unreadable(path, 'cannot be read', error);
    }
    throw error;
  }
}

/** Without the cause of a parse error: it quotes the text around the mistake. */
function unreadable(path: string, what: string, cause?: Error): CodedError {
  return new CodedError('file_unreadable', `${path} ${what}.`, { cause });
}
