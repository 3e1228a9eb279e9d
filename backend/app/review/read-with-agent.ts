import { CodedError } from '../../core/coded-error.ts';
import { parseReport, type AgentReport } from '../../core/review/parse-report.ts';
import type { TokenUsage } from '../../core/review/review.ts';
import type { FetchedSource, SandboxCall, StaticAnalysis } from '../../ports/sandbox.ts';
import { agentPrompt, agentSystemPrompt, type AgentSeat } from './agent/prompt.ts';
import { runBuiltinAgent } from './agent/run-builtin-agent.ts';
import type { ReviewOrder } from './review-order.ts';
import type { ModelEndpoint, Reviewing } from './reviewing.ts';

/** Requests of our own loop: a backstop behind the budget of tokens. */
const TURNS = 120;

/** Where an agent's command line finds the trees and leaves its answer, in its container. */
const COMMAND_LINE: AgentSeat = { kind: 'commandLine', head: '/source/head', base: '/source/base', report: '/tmp/work/report.md', labels: '/tmp/work/labels.txt' };

export interface AgentReading {
  readonly source: FetchedSource;
  readonly analysis: StaticAnalysis;
  readonly order: ReviewOrder;
  readonly endpoint: ModelEndpoint;
}

/** What the agent says, read strictly. */
export interface ReadReport {
  readonly report: AgentReport;
  readonly usage: TokenUsage;
}

interface Written {
  readonly report: string;
  readonly labels: string;
  readonly usage: TokenUsage;
}

/**
 * Lets an agent read the source, and reads its report.
 * @throws CodedError `agent_*`, `inference_*`, `sandbox_*`, `budget_exhausted`, `report_*`, `cancelled`
 */
export async function readWithAgent(reviewing: Reviewing, reading: AgentReading, call: SandboxCall): Promise<ReadReport> {
  const { report, labels, usage } = await (reading.order.agent === 'builtin' ? readWithModel(reviewing, reading, call) : readWithCommandLine(reviewing, reading, call));
  return { report: parseReport(report, labels, reading.source.scope), usage };
}

async function readWithModel({ sandbox, openInference }: Reviewing, { source, analysis, order, endpoint }: AgentReading, call: SandboxCall): Promise<Written> {
  const inference = openInference(endpoint);
  const toolBox = await sandbox.openToolBox(source, call);
  try {
    return await runBuiltinAgent({
      inference,
      toolBox,
      scope: source.scope,
      staticFindings: analysis.findings,
      context: order.target.context,
      budget: { tokens: order.budgetTokens, turns: TURNS },
      signal: call.signal,
      ...(call.onProgress === undefined ? {} : { onProgress: call.onProgress }),
    });
  } finally {
    await toolBox.close();
  }
}

async function readWithCommandLine({ sandbox }: Reviewing, { source, analysis, order, endpoint }: AgentReading, call: SandboxCall): Promise<Written> {
  const { agent, target, budgetTokens } = order;
  const { provider, model, key, baseUrl } = endpoint;
  if ((agent !== 'claude' && agent !== 'codex') || provider === 'local' || key === null) throw new CodedError('usage', `${agent} cannot use this model.`);
  return sandbox.runAgent(source, {
    agent,
    model,
    provider,
    key,
    baseUrl,
    prompt: agentPrompt(source.scope, analysis.findings, target.context),
    systemPrompt: agentSystemPrompt(COMMAND_LINE),
    budgetTokens,
  }, call);
}
