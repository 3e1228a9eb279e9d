import { access, constants, mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Readable } from 'node:stream';
import { agentOrderSchema, type AgentMessage, type AgentOrder } from '../protocol/agent-messages.ts';
import { AGENT_LIMITS } from '../protocol/limits.ts';
import { PROXY_SOCKET } from '../protocol/proxy-messages.ts';
import type { AgentCommand } from './agent-command.ts';
import { agentProgram } from './agent-packages.ts';
import { AGENT_PLACES } from './agent-places.ts';
import { toClaudeCommand } from './claude-command.ts';
import { toCodexCommand } from './codex-command.ts';
import { collectFile } from './collect-file.ts';
import { printImageFile } from './print-image-file.ts';
import { ReadingWatch } from './reading-watch.ts';
import { runCommand } from './run-command.ts';
import { readFirstLine } from '../read-first-line.ts';
import { startForwarder } from './start-forwarder.ts';

/** Two prompts of half a megabyte each, escaped. */
const ORDER_LIMITS = { maxBytes: 8 * 1024 * 1024, timeoutMs: 30_000 };

/**
 * The entry point of an agent's container. Reads an `AgentOrder` as the first line of standard input, runs the command line,
 * and says in lines of `AgentMessage` what it left. With `--print FILE` or `--check` it serves the build of its image instead.
 */
export async function runAgent(args: readonly string[] = process.argv.slice(3)): Promise<number> {
  if (args.length > 0) return printImageFile(args, (text) => process.stdout.write(text));
  const order = await readAgentOrder(process.stdin);
  if (order === null) return fail('order_malformed');
  const program = agentProgram(order.agent, process.arch);
  if (program === null || !(await isThere(program, constants.X_OK))) return fail('agent_missing');
  if (!(await isSoonThere(PROXY_SOCKET))) return fail('socket_missing');
  return runOrder(order, program);
}

async function runOrder(order: AgentOrder, program: string): Promise<number> {
  const path = process.env['PATH'] ?? '/usr/local/bin:/usr/bin:/bin';
  const command = order.agent === 'claude' ? toClaudeCommand(order, path) : toCodexCommand(order, path);
  await writePlaces(command);
  const forwarder = command.needsForwarder ? await startForwarder(PROXY_SOCKET) : null;
  say({ kind: 'started' });
  const watch = new ReadingWatch((files) => { say({ kind: 'reading', files }); });
  const end = await runCommand({ program, command, seconds: order.seconds, onOutput: (text) => { if (order.agent === 'claude') watch.push(text); } });
  forwarder?.close();
  if (end === 'missing') return fail('agent_missing');
  const report = await collectFile(AGENT_PLACES.work, 'report.md', AGENT_LIMITS.reportBytes);
  const labels = await collectFile(AGENT_PLACES.work, 'labels.txt', AGENT_LIMITS.labelsBytes);
  await new Promise((resolve) => process.stdout.write(toLine({ kind: 'left', end, report, labels }), resolve));
  // What the command line left running would keep the container alive.
  process.exit(0);
}

async function writePlaces(command: AgentCommand): Promise<void> {
  for (const folder of [AGENT_PLACES.work, AGENT_PLACES.home]) await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const [path, content] of Object.entries(command.files)) {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await writeFile(path, content, { mode: 0o600, flag: 'wx' });
  }
}

async function readAgentOrder(input: Readable): Promise<AgentOrder | null> {
  const line = await readFirstLine(input, ORDER_LIMITS);
  try {
    return agentOrderSchema.safeParse(JSON.parse(line ?? '')).data ?? null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Somebody who starts both by hand starts them at the same time. */
async function isSoonThere(socket: string): Promise<boolean> {
  const end = performance.now() + SOCKET_WAIT_MS;
  while (!(await isThere(socket, constants.W_OK))) {
    if (performance.now() > end) return false;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return true;
}

const SOCKET_WAIT_MS = 15_000;

async function isThere(path: string, mode: number): Promise<boolean> {
  return access(path, mode).then(() => true, () => false);
}

function toLine(message: AgentMessage): string {
  return `${JSON.stringify(message)}\n`;
}

function say(message: AgentMessage): void {
  process.stdout.write(toLine(message));
}

function fail(code: Extract<AgentMessage, { kind: 'failed' }>['code']): number {
  say({ kind: 'failed', code });
  return 1;
}
