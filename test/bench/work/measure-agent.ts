import { Agent } from 'undici';
import { createInference } from '../../../backend/adapters/inference/create-inference.ts';
import { openToolBox } from '../../../backend/adapters/sandbox/open-tool-box.ts';
import { runAnalysis } from '../../../backend/adapters/sandbox/run-analysis.ts';
import { runBuiltinAgent } from '../../../backend/app/review/agent/run-builtin-agent.ts';
import type { FetchedSource } from '../../../backend/ports/sandbox.ts';
import { sleepUntil } from '../../../backend/wiring/sleep-until.ts';
import { startScriptedUpstream } from '../../support/scripted-upstream.ts';
import { CONTEXT, type ReviewPlace } from '../support/review-place.ts';

/** Milliseconds from nothing to the first question that a model gets, by the real loop over a real tool box. */
export async function measureFirstRequest({ boxes, image, run, call }: ReviewPlace, source: FetchedSource): Promise<number> {
  let asked = Number.NaN;
  const upstream = await startScriptedUpstream({ script: () => { asked = performance.now(); return { kind: 'refuse' }; } });
  const dispatcher = new Agent();
  try {
    const started = performance.now();
    const toolBox = await openToolBox({ boxes, image, run }, source, call);
    try {
      const inference = createInference({ provider: 'local', model: 'ai/test', key: null, baseUrl: `${upstream.origin}/v1`, dispatcher, clock: Date.now, sleep: sleepUntil });
      // The model refuses: the question alone is measured.
      await runBuiltinAgent({ inference, toolBox, scope: source.scope, staticFindings: [], context: CONTEXT, budget: { tokens: 100_000, turns: 5 }, signal: call.signal }).catch(() => undefined);
    } finally {
      await toolBox.close();
    }
    return asked - started;
  } finally {
    await dispatcher.close();
    await upstream.close();
  }
}

/** Milliseconds from a cancellation in the middle of the work until the engine has nothing of the run any more. */
export async function measureCancel(place: ReviewPlace, source: FetchedSource): Promise<number> {
  const { boxes, image, run, call } = place;
  const abort = new AbortController();
  const cancelled: { at: number } = { at: Number.NaN };
  const onProgress = (): void => {
    if (abort.signal.aborted) return;
    cancelled.at = performance.now();
    abort.abort();
  };
  await runAnalysis({ boxes, image, run }, { source, context: CONTEXT }, { ...call, signal: abort.signal, onProgress }).catch(() => undefined);
  while ((await place.remains()).length > 0);
  return performance.now() - cancelled.at;
}
