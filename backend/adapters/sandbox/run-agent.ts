import { randomBytes, randomUUID } from 'node:crypto';
import { CodedError } from '../../core/coded-error.ts';
import type { GapCode } from '../../core/gap-code.ts';
import type { TokenUsage } from '../../core/review/review.ts';
import type { AgentOutput, AgentRun, FetchedSource, SandboxCall, SandboxProgress } from '../../ports/sandbox.ts';
import { agentMessageSchema, type AgentMessage, type AgentOrder, type CollectedFile } from '../../sandboxed/protocol/agent-messages.ts';
import { SOURCE_MOUNT } from '../../sandboxed/protocol/mounts.ts';
import { PROXY_FOLDER, type ProxyOrder } from '../../sandboxed/protocol/proxy-messages.ts';
import { BOX_NAME_PREFIX } from './box-labels.ts';
import type { Box, BoxCall, BoxMaker } from './box.ts';
import { readMessages, toEndError } from './message-lines.ts';
import { openProxyBox, type ProxyBox } from './proxy-box.ts';

export interface AgentBoxes {
  readonly boxes: BoxMaker;
  /** Image ids: of the extension, for the proxy, and of the command lines. */
  readonly sandboxImage: string;
  readonly agentImage: string;
  /** Joins what belongs to one review; a new one by default. */
  readonly run?: string;
}

export interface AgentTask {
  readonly source: FetchedSource;
  readonly run: AgentRun;
}

/** Roots of the providers' interfaces, in front of `/v1`. */
const UPSTREAMS: Readonly<Record<AgentRun['provider'], string>> = { anthropic: 'https://api.anthropic.com', openai: 'https://api.openai.com' };

/** So long before the wall clock the command line is ended from inside, and what it has left is collected. */
const GRACE_SECONDS = 5;

interface Running {
  readonly boxes: BoxMaker;
  readonly agentImage: string;
  readonly runId: string;
  readonly task: AgentTask;
  readonly volume: string;
  readonly token: string;
  readonly call: SandboxCall;
  readonly proxy: ProxyBox;
  readonly tell: Teller;
}

type Teller = (news: { readonly filesRead?: number; readonly usage?: TokenUsage }) => void;

/**
 * Runs an agent's command line over a source: in a container without network, beside a proxy that alone has the key.
 * @returns what it left, unparsed; a file that isn't there is empty text
 * @throws CodedError `agent_failed` where it left something other than plain files, `inference_*`, `budget_exhausted`,
 *   `sandbox_*`, `engine_*`, `cancelled`
 */
export async function runAgent({ boxes, sandboxImage, agentImage, run: runId = randomUUID() }: AgentBoxes, task: AgentTask, call: SandboxCall): Promise<AgentOutput> {
  const volume = `${BOX_NAME_PREFIX}socket-${randomUUID()}`;
  const token = randomBytes(32).toString('base64url');
  await boxes.createSocketVolume(volume, runId);
  try {
    const order = toProxyOrder(task.run, token, call.timeoutMs);
    const tell = createTeller(call);
    const onUsage = (usage: TokenUsage): void => { tell({ usage }); };
    const proxy = await openProxyBox({ boxes, image: sandboxImage, run: runId, volume, order, onUsage }, toBoxCall(call));
    try {
      return await runBesideProxy({ boxes, agentImage, runId, task, volume, token, call, proxy, tell });
    } finally {
      await proxy.remove();
    }
  } finally {
    await boxes.removeVolume(volume);
  }
}

/** Proxy and agent each know a part of how far it is. */
function createTeller({ onProgress }: SandboxCall): Teller {
  let progress: SandboxProgress = { step: 'The agent reads the source', filesRead: 0, usage: null };
  return (news) => {
    progress = { ...progress, ...news };
    onProgress?.(progress);
  };
}

async function runBesideProxy(running: Running): Promise<AgentOutput> {
  const { boxes, agentImage, runId, task, volume, call, proxy } = running;
  const mounts = [
    { volume: task.source.volume, target: SOURCE_MOUNT, isReadOnly: true },
    { volume, target: PROXY_FOLDER, isReadOnly: true },
  ];
  const needsLoopback = task.run.agent === 'codex';
  const box = await boxes.open({ kind: 'agent', run: runId, image: agentImage, command: AGENT_COMMAND, environment: {}, mounts, needsLoopback }, toBoxCall(call));
  try {
    await box.write(`${JSON.stringify(toAgentOrder(running))}\n`);
    box.endInput();
    const left = await Promise.race([followAgent(running, box), proxy.broken]);
    return toOutput(left, proxy);
  } finally {
    await box.remove();
  }
}

const AGENT_COMMAND = ['node', '/backend/sandboxed.js', 'agent'];

type Left = Extract<AgentMessage, { kind: 'left' }>;

async function followAgent({ tell }: Running, box: Box): Promise<Left> {
  for await (const message of readMessages(box, agentMessageSchema)) {
    if (message.kind === 'left') return message;
    if (message.kind === 'failed') throw new CodedError<GapCode>('agent_failed', `The agent could not be started (${message.code}).`);
    tell(message.kind === 'reading' ? { filesRead: message.files } : {});
  }
  throw await toEndError(box, 'The agent');
}

/** Without a report, the reason that the proxy saw says more than the parser of reports could. */
function toOutput({ end, report, labels }: Left, proxy: ProxyBox): AgentOutput {
  const texts = { report: toText(report, 'report.md'), labels: toText(labels, 'labels.txt') };
  if (texts.report === '') {
    const trouble = proxy.trouble();
    if (trouble !== null) throw new CodedError(trouble, 'The agent left no report.');
    if (end === 'time') throw new CodedError<GapCode>('sandbox_timeout', 'The agent left no report in its time.');
  }
  return { ...texts, usage: proxy.usage() };
}

function toText(file: CollectedFile, name: string): string {
  if (file.state === 'read') return Buffer.from(file.content, 'base64').toString('utf8');
  if (file.problem === 'missing') return '';
  throw new CodedError<GapCode>('agent_failed', `What the agent left as ${name} was not taken (${file.problem}).`);
}

function toBoxCall({ signal, timeoutMs }: SandboxCall): BoxCall {
  return { signal, timeoutMs };
}

function toProxyOrder({ provider, key, baseUrl, model, budgetTokens }: AgentRun, token: string, timeoutMs: number): ProxyOrder {
  const upstream = (baseUrl ?? UPSTREAMS[provider]).replace(/\/+$/, '').replace(/\/v1$/, '');
  return { token, key, provider, upstream, models: [model], budgetTokens, seconds: Math.ceil(timeoutMs / 1000), endsWithInput: true };
}

function toAgentOrder({ task: { source, run }, token, call }: Running): AgentOrder {
  const seconds = Math.max(1, Math.floor(call.timeoutMs / 1000) - GRACE_SECONDS);
  return { agent: run.agent, model: run.model, token, prompt: run.prompt, systemPrompt: run.systemPrompt, hasBase: source.scope.mode === 'differential', seconds };
}
