import type { PinUpdate, PinUpdates, PinUpdateState } from '../../app/pins/pin-update.ts';
import { codeSchema } from '../../contract/codes.ts';
import { plainText } from '../../contract/fill.ts';
import { describeCode } from '../../contract/words.ts';
import { paintHint } from '../paint.ts';
import { printJson } from '../print-json.ts';
import { printTable } from '../print-table.ts';

const HEAD = ['SERVER', 'STATE', 'OLD', 'NEW', 'COMMITS', 'FILES', 'BRANCH'];
const STATES: Readonly<Record<PinUpdateState, string>> = {
  updated: 'updated', standing: 'as it stands', planned: 'would update', unrelated: 'unrelated', postponed: 'postponed', untouchable: 'left to people', failed: 'FAILED',
};

/** A row for each server that moved; those that failed are named at the end. */
export function printUpdatesTable({ updates, serverCount, projectCount, currentCount }: PinUpdates, isColorful: boolean): string {
  const shown = updates.filter(({ state }) => state !== 'failed');
  const table = shown.length === 0 ? '' : `${printTable(HEAD, shown.map(toRow))}\n`;
  const counts = `${serverCount} servers of ${projectCount} projects: ${currentCount} current, ${shown.length} moved, ${updates.length - shown.length} failed\n`;
  return `${table}${counts}${updates.filter(({ problem }) => problem !== null).map((update) => printProblem(update, isColorful)).join('')}`;
}

/** A remote may be a URL with a token in it: that is never told. */
export function printUpdatesJson(updates: PinUpdates): string {
  return printJson({ ...updates, remote: updates.remote?.replace(/:\/\/[^/]*@/, '://') ?? null });
}

function toRow({ server, state, oldCommit, newCommit, changes, branch }: PinUpdate): readonly string[] {
  return [plainText(server), STATES[state], short(oldCommit), short(newCommit), String(changes?.commitCount ?? '-'), String(changes?.fileCount ?? '-'), plainText(branch)];
}

function short(commit: string | null): string {
  return commit?.slice(0, 7) ?? '-';
}

function printProblem({ server, problem }: PinUpdate, isColorful: boolean): string {
  const code = codeSchema.safeParse(problem?.code);
  const { message, hint } = describeCode(code.success ? code.data : 'internal', problem === null ? {} : { detail: problem.detail });
  return `${plainText(server)}: ${message} [${plainText(problem?.code ?? '')}]\n${hint === '' ? '' : `  ${paintHint(hint, isColorful)}\n`}`;
}
