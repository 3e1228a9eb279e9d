import { randomBytes } from 'node:crypto';
import { CodedError } from '../../../core/coded-error.ts';
import type { AnalysisContext } from '../../../core/review/analysis-context.ts';
import type { Finding } from '../../../core/review/finding.ts';
import type { TokenUsage } from '../../../core/review/review.ts';
import type { ReviewScope } from '../../../core/review/scope.ts';
import type { Inference, InferenceAnswer, InferenceMessage } from '../../../ports/inference.ts';
import type { SandboxProgress, ToolBox } from '../../../ports/sandbox.ts';
import { agentTools } from './agent-tools.ts';
import { answerCalls, type Submission } from './answer-calls.ts';
import { BudgetCounter, type AgentBudget } from './budget.ts';
import { agentPrompt, agentSystemPrompt } from './prompt.ts';
import { AGENT_LOOP_LIMITS } from './review-limits.ts';

export interface BuiltinAgentRun {
  readonly inference: Inference;
  readonly toolBox: ToolBox;
  readonly scope: ReviewScope;
  readonly staticFindings: readonly Finding[];
  readonly context: AnalysisContext;
  readonly budget: AgentBudget;
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: SandboxProgress) => void;
}

/** A report that was parsed once and holds together, as text, with what it cost. */
export interface BuiltinAgentResult extends Submission {
  readonly usage: TokenUsage;
}

/**
 * Lets a model read the source through the tool box until it hands in a report that `parseReport` takes. Nothing that the
 * model says is trusted: unknown tools and wrong inputs are answered, a report that cannot be read has one second try.
 * @throws CodedError `budget_exhausted`, `inference_*`, `sandbox_*`, `report_missing`, `report_malformed`,
 *   `report_labels_malformed`, `report_contradicts_labels`, `cancelled`
 */
export async function runBuiltinAgent(run: BuiltinAgentRun): Promise<BuiltinAgentResult> {
  const { scope, staticFindings, context, budget } = run;
  const conversation = new Conversation(run, agentPrompt(scope, staticFindings, context), new BudgetCounter(budget));
  for (;;) {
    const answer = await conversation.ask();
    const submission = await conversation.take(answer);
    if (submission !== null) return { ...submission, usage: conversation.usage };
  }
}

class Conversation {
  readonly #run: BuiltinAgentRun;
  readonly #counter: BudgetCounter;
  readonly #messages: InferenceMessage[] = [];
  /** Marks of untrusted text that its author cannot foresee. */
  readonly #mark = randomBytes(8).toString('hex');
  #repairs = 0;
  #idle = 0;

  constructor(run: BuiltinAgentRun, prompt: string, counter: BudgetCounter) {
    this.#run = run;
    this.#counter = counter;
    this.#push({ role: 'user', text: prompt });
    counter.add(agentSystemPrompt().length);
  }

  get usage(): TokenUsage {
    return this.#counter.usage;
  }

  async ask(): Promise<InferenceAnswer> {
    const { inference, scope, signal } = this.#run;
    assertNotCancelled(signal);
    const maxOutputTokens = this.#counter.nextOutput();
    this.#tell(`Asking ${inference.model}, turn ${this.#counter.usage.requests + 1}`);
    const tools = agentTools(scope.mode, this.#counter.isClosing());
    const answer = await inference.complete({ system: agentSystemPrompt(), messages: this.#messages, tools, maxOutputTokens }, signal);
    this.#counter.count(answer.usage);
    assertNotCancelled(signal);
    return answer;
  }

  /** The report, when this answer handed in one that can be read. */
  async take(answer: InferenceAnswer): Promise<Submission | null> {
    if (answer.stop === 'refusal') throw new CodedError('inference_refused', `${this.#run.inference.model} refused`);
    // A cut answer may hold half a call: it is not kept.
    if (answer.stop === 'length') return this.#remind('Your answer was cut at its limit and is discarded. Be shorter.');
    this.#messages.push({ role: 'assistant', text: answer.text, toolCalls: answer.toolCalls, continuation: answer.continuation });
    if (answer.toolCalls.length === 0) return this.#remind('That was not a call of a tool, and is discarded.');
    this.#idle = 0;
    const { toolBox, scope, signal } = this.#run;
    const taken = await answerCalls({ toolBox, scope, signal, mark: this.#mark, canRepair: this.#repairs < AGENT_LOOP_LIMITS.repairs, tell: (step) => { this.#tell(step); } }, answer.toolCalls);
    if (taken.submission !== null) return taken.submission;
    if (taken.isRepair) this.#repairs += 1;
    this.#push({ role: 'tool', results: taken.results });
    if (this.#counter.isClosing()) this.#push({ role: 'user', text: `The budget is nearly used up (${Math.max(0, this.#counter.turnsLeft)} turns left). Call submit_report now, with what you know.` });
    return null;
  }

  #remind(reason: string): null {
    this.#idle += 1;
    if (this.#idle > AGENT_LOOP_LIMITS.idleTurns) throw new CodedError('report_missing', 'the model stopped without handing in a report');
    this.#push({ role: 'user', text: `${reason} Go on with the tools, and end with one call of submit_report.` });
    return null;
  }

  #push(message: InferenceMessage): void {
    this.#messages.push(message);
    this.#counter.add(message.role === 'tool' ? message.results.reduce((sum, { text }) => sum + text.length, 0) : message.text.length);
  }

  #tell(step: string): void {
    this.#run.onProgress?.({ step, filesRead: this.#run.toolBox.filesRead().length, usage: this.#counter.usage });
  }
}

function assertNotCancelled(signal: AbortSignal): void {
  if (signal.aborted) throw new CodedError('cancelled', 'Cancelled.');
}
