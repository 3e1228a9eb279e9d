import type { PinProblem } from '../../core/pin/pin-problem.ts';
import { compareUrl } from './compare-url.ts';
import type { FailedMove, PinMove } from './find-moves.ts';
import { UPDATE_BRANCHES, type PinUpdate } from './pin-update.ts';
import type { TrackedServer } from './tracked-server.ts';

/** An update with what it needs to be made. */
export interface PlannedUpdate {
  readonly update: PinUpdate;
  readonly move: PinMove;
}

export function toPinUpdate(move: PinMove): PlannedUpdate {
  const { server, newCommit, changes } = move;
  const { project, commit } = server.source;
  return { move, update: { ...namesOf(server), newCommit, changes, compareUrl: compareUrl(project, commit, newCommit), commit: null, state: 'planned', problem: null } };
}

export function toFailedMove({ server, newCommit, error }: FailedMove): PinUpdate {
  return { ...namesOf(server), newCommit, compareUrl: null, changes: null, commit: null, state: 'failed', problem: { code: error.code, detail: error.message } };
}

/** An entry whose pin cannot be told. */
export function toFailedEntry({ server, file, line, code, detail }: PinProblem): PinUpdate {
  return {
    server, file, project: null, directory: null, tracked: null, oldCommit: null, newCommit: null, compareUrl: null, changes: null, ...branchOf(server),
    commit: null, state: 'failed', problem: { code, detail: line === null ? detail : `line ${line}: ${detail}` },
  };
}

function namesOf({ file: { server, file }, source: { project, directory, branch, commit } }: TrackedServer): Pick<PinUpdate, 'server' | 'file' | 'project' | 'directory' | 'tracked' | 'oldCommit' | 'branch' | 'title'> {
  return { server, file, project, directory, tracked: branch, oldCommit: commit, ...branchOf(server) };
}

function branchOf(server: string): Pick<PinUpdate, 'branch' | 'title'> {
  return { branch: `${UPDATE_BRANCHES}${server}`, title: `chore: update pin for ${server}` };
}
