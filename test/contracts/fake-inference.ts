import { CodedError } from '../../backend/core/coded-error.ts';
import { reportTemplate } from '../../backend/core/review/report-template.ts';
import type { ReviewScope } from '../../backend/core/review/scope.ts';
import type { Inference, InferenceAnswer, InferenceRequest } from '../../backend/ports/inference.ts';

export type FakeTurn = Partial<InferenceAnswer> | CodedError;

const USAGE = { inputTokens: 100, outputTokens: 10, requests: 1 };

/** A model that says what the test scripted, one turn after the other; the last one again and again. */
export class FakeInference implements Inference {
  readonly provider = 'anthropic';
  readonly model = 'test-model';
  readonly leavesTo = 'api.anthropic.com';
  readonly requests: InferenceRequest[] = [];
  readonly #turns: readonly FakeTurn[];

  constructor(turns: readonly FakeTurn[]) {
    this.#turns = turns;
  }

  complete(request: InferenceRequest, signal: AbortSignal): Promise<InferenceAnswer> {
    const turn = this.#turns[Math.min(this.requests.length, this.#turns.length - 1)] ?? {};
    this.requests.push(structuredClone(request));
    if (signal.aborted) return Promise.reject(new CodedError('cancelled', 'Cancelled.'));
    if (turn instanceof CodedError) return Promise.reject(turn);
    return Promise.resolve({ text: '', toolCalls: [], stop: 'tools', usage: USAGE, ...turn });
  }
}

/** A turn that hands in a report. */
export function submitting(report: string, labels: string): FakeTurn {
  return { toolCalls: [{ id: 'submit', name: 'submit_report', input: { report, labels } }] };
}

/** A whole report on that scope without findings. */
export function emptyReport(scope: ReviewScope, risk: string): string {
  return reportTemplate(scope)
    .replace(/<critical[^>]*>/, risk)
    .replace(/<what the code does[^>]*>/, 'It adds numbers.')
    .replace(/<"None", or for each[\s\S]*?(?=## Defense)/, 'None\n\n')
    .replace(/<what is no finding[^>]*>/, 'None')
    .replace(/- security-risk:<[^>]*>\n- security-blocked <[^>]*>/, `- security-risk:${risk}`)
    .replace(/<what people should do[^>]*>/, 'None')
    .replace(/<one paragraph>/, 'Nothing stands against it.');
}
