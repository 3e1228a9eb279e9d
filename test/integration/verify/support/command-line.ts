import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { verificationSchema, type Verification } from '../../../../backend/contract/verification.ts';
import { bundleBackend } from '../../../../backend/scripts/build/backend-bundle.ts';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
const SYSTEM_SOCKET = '/var/run/docker.sock';
const TIMEOUT = 100_000;

export interface CommandResult {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command line as it is shipped: bundled. */
export interface Program {
  readonly path: string;
}

export async function buildProgram(folder: string): Promise<Program> {
  await bundleBackend(ROOT, folder);
  return { path: join(folder, 'cli.js') };
}

export interface CommandContext {
  readonly program: Program;
  readonly config: string;
  readonly data: string;
  /** The engine's socket; null runs where no engine is installed at all. */
  readonly socket: string | null;
  /** An empty home folder. */
  readonly home: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Runs on a terminal (`script` of util-linux makes one): what is printed to either output comes as standard output. */
  readonly onTerminal?: boolean;
}

/** Runs `mcp-trust` as a process of its own, with nothing of this machine's settings; answers whatever it ended with. */
export async function mcpTrust(context: CommandContext, ...args: readonly string[]): Promise<CommandResult> {
  const [command = '', ...options] = args;
  const { socket, home, config, data } = context;
  const words = [process.execPath, context.program.path, command, '--config', config, '--data', data, ...options];
  const [file = '', ...rest] = toWords(words, context);
  const host = socket === null ? {} : { DOCKER_HOST: `unix://${socket}` };
  const env = { PATH: process.env['PATH'] ?? '', HOME: home, TERM: 'xterm', ...host, ...context.env };
  return new Promise((resolve, reject) => {
    execFile(file, rest, { env, cwd: home, timeout: TIMEOUT, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      if (error === null) resolve({ status: 0, stdout, stderr });
      else if (typeof error.code === 'number') resolve({ status: error.code, stdout, stderr });
      else reject(new Error(`mcp-trust did not end by itself: ${stderr}`, { cause: error }));
    });
  });
}

/** Runs `mcp-trust verify --format json` and reads what it printed. */
export async function verifyJson(context: CommandContext, ...args: readonly string[]): Promise<CommandResult & { readonly verifications: readonly Verification[] }> {
  const result = await mcpTrust(context, 'verify', '--format', 'json', ...args);
  if (result.stdout === '') throw new Error(`nothing was printed: ${result.stderr}`);
  return { ...result, verifications: z.array(verificationSchema).parse(JSON.parse(result.stdout)) };
}

/** The code on which a verdict stands: of the first failed check, else of the first unknown one, else of the first remark. */
export function decisiveCode({ checks }: Verification): string | null {
  const decisive = checks.find(({ state }) => state === 'failed') ?? checks.find(({ state }) => state === 'unknown');
  return (decisive ?? checks.find(({ state, code }) => state === 'notApplicable' && code !== 'no_claim'))?.code ?? null;
}

function toWords(words: readonly string[], { socket, onTerminal = false }: CommandContext): readonly string[] {
  const visible = socket === null ? withoutEngine(words) : words;
  return onTerminal ? ['script', '--quiet', '--return', '--command', visible.map(quote).join(' '), '/dev/null'] : visible;
}

function quote(argument: string): string {
  return `'${argument.replaceAll("'", `'\\''`)}'`;
}

/** An engine's socket in its usual place is hidden from the program by a mount that only it sees. */
function withoutEngine(words: readonly string[]): readonly string[] {
  if (!existsSync(SYSTEM_SOCKET)) return words;
  return ['unshare', '--mount', 'sh', '-c', 'mount -t tmpfs none /run && exec "$@"', 'sh', ...words];
}
