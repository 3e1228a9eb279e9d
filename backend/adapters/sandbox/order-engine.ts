import { isGood, toSandboxError, type SandboxEngine, type SandboxRequest } from './sandbox-engine.ts';

/**
 * Has the engine do something whose answer tells nothing more; statuses of `alsoGood` count as done.
 * @throws CodedError `sandbox_failed`, `engine_*`
 */
export async function orderEngine(engine: SandboxEngine, request: SandboxRequest, alsoGood: readonly number[] = []): Promise<void> {
  const answer = await engine.ask(request);
  if (!isGood(answer) && !alsoGood.includes(answer.status)) throw toSandboxError(answer);
}
