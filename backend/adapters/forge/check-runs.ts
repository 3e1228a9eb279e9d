import { CodedError } from '../../core/coded-error.ts';
import type { Clock } from '../../ports/clock.ts';
import type { CheckRun, Forge } from '../../ports/forge.ts';
import { cutText } from './cut-text.ts';
import { forgeError } from './forge-error.ts';
import { FORGE_LIMITS } from './forge-limits.ts';
import { checkRunSchema, checkRunsSchema, type CheckRunAnswer } from './check-answers.ts';
import type { GitHubClient } from './github-client.ts';

type StartedCheck = Parameters<Forge['startCheck']>[0];
type FinishedCheck = Parameters<Forge['finishCheck']>[1];

/** Tells our runs from jobs of a workflow, which may bear any name and cannot be updated. */
const EXTERNAL_ID = 'mcp-trust-inspector';
const CUT = '> **Cut.** This text is longer than the forge takes. The whole report is among the files of the run that wrote it.';

const LIST = 'GET /repos/{owner}/{repo}/commits/{commit}/check-runs';
const CREATE = 'POST /repos/{owner}/{repo}/check-runs';
const READ = 'GET /repos/{owner}/{repo}/check-runs/{id}';
const UPDATE = 'PATCH /repos/{owner}/{repo}/check-runs/{id}';

/**
 * Check runs of one repository (docs.github.com, REST API, check runs). A completed run cannot be in progress again:
 * the one of an earlier run is taken up as it stands, and another outcome becomes a new run of the same name, which is
 * the one that counts.
 */
export function checkRunsOf(client: GitHubClient, clock: Clock): Pick<Forge, 'startCheck' | 'finishCheck'> {
  const now = (): string => new Date(clock()).toISOString();
  const create = async (check: StartedCheck, fields: Readonly<Record<string, unknown>>, signal: AbortSignal): Promise<number> => {
    const parameters = { name: check.name, head_sha: check.commit, external_id: EXTERNAL_ID, output: toOutput(check), ...fields };
    return (await client.ask({ route: CREATE, parameters, answer: checkRunSchema }, signal)).id;
  };
  return {
    startCheck: async (check, signal) => {
      const found = await findRun(client, check, signal);
      if (found !== null) return found.id;
      try {
        return await create(check, { status: 'in_progress', started_at: now() }, signal);
      } catch (error) {
        if (!(error instanceof CodedError) || error.code !== 'forge_unavailable') throw error;
        // It may have been made although the answer was lost.
        const made = await findRun(client, check, signal);
        if (made !== null) return made.id;
        throw error;
      }
    },
    finishCheck: async (id, check, signal) => {
      const run = await client.ask({ route: READ, parameters: { id }, answer: checkRunSchema }, signal);
      if (run.head_sha !== check.commit || run.name !== check.name) throw forgeError('forge_refused', 'the check run belongs to another commit or has another name');
      const fields = { status: 'completed', conclusion: check.conclusion, completed_at: now() };
      if (run.status !== 'completed') await client.ask({ route: UPDATE, parameters: { id, ...fields, output: toOutput(check) }, answer: checkRunSchema }, signal);
      else if (!isSame(run, check)) await create(check, fields, signal);
    },
  };
}

async function findRun(client: GitHubClient, { name, commit }: StartedCheck, signal: AbortSignal): Promise<CheckRunAnswer | null> {
  const runs: CheckRunAnswer[] = [];
  const parameters = { commit, check_name: name, filter: 'latest' };
  for await (const page of client.pages({ route: LIST, parameters, answer: checkRunsSchema }, signal)) runs.push(...page);
  const ours = runs.filter((run) => run.name === name && run.head_sha === commit && run.external_id === EXTERNAL_ID);
  return ours.sort((one, other) => other.id - one.id)[0] ?? null;
}

function toOutput({ title, summary, text }: Pick<CheckRun, 'title' | 'summary'> & { readonly text?: string }): CheckRunAnswer['output'] | Omit<CheckRunAnswer['output'], 'text'> {
  const limit = { maxBytes: FORGE_LIMITS.checkTextBytes, note: CUT };
  return {
    title: cutText(title, { maxBytes: FORGE_LIMITS.checkTitleBytes, note: '' }),
    summary: cutText(summary, limit),
    ...(text !== undefined && text !== '' && { text: cutText(text, limit) }),
  };
}

function isSame({ conclusion, output }: CheckRunAnswer, check: FinishedCheck): boolean {
  const wanted = { text: '', ...toOutput(check) };
  const isEqual = (one: string, other: string): boolean => one.replaceAll('\r\n', '\n').trim() === other.replaceAll('\r\n', '\n').trim();
  return conclusion === check.conclusion && isEqual(output.title, wanted.title) && isEqual(output.summary, wanted.summary) && isEqual(output.text, wanted.text);
}
