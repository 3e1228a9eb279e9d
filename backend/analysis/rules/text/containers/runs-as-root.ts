import type { Hit, Rule, SourceFile } from '../../../rule.ts';
import { readDockerfile, type Instruction } from './read-dockerfile.ts';

const FROM = /^(?:--\S{1,100}\s{1,20})?(\S{1,500})(?:\s{1,20}as\s{1,20}(\S{1,200}))?/i;
const NO_ROOT_BASE = /nonroot|non-root|rootless|unprivileged/i;
const ROOT = /^(?:root|0)(?::|$)/i;

/** A stage of a build: from which image or stage, and as whom its programs run. */
interface Stage {
  readonly name: string | null;
  readonly from: string;
  readonly line: number;
  readonly user: Instruction | null;
}

function* check(file: SourceFile): Iterable<Hit> {
  const stages = listStages(readDockerfile(file));
  const last = stages.at(-1);
  if (last === undefined) return;
  const user = findUser(stages, last);
  if (user === 'base') return;
  if (user === null) yield { line: last.line, endLine: last.line, severity: 'low', message: 'The image names no user, so the server runs as root.' };
  else if (ROOT.test(user.rest)) yield { line: user.line, endLine: user.endLine, severity: 'medium', message: 'The server is made to run as root.' };
}

function listStages(instructions: readonly Instruction[]): Stage[] {
  const stages: Stage[] = [];
  for (const instruction of instructions) {
    const stage = stages.at(-1);
    if (instruction.name === 'FROM') {
      const match = FROM.exec(instruction.rest);
      stages.push({ name: match?.[2]?.toLowerCase() ?? null, from: match?.[1] ?? '', line: instruction.line, user: null });
    } else if (instruction.name === 'USER' && stage !== undefined) stages.splice(-1, 1, { ...stage, user: instruction });
  }
  return stages;
}

/** The user of a stage is its own, or that of the stage it continues. `base`: the image below says by its name that it has one. */
function findUser(stages: readonly Stage[], stage: Stage): Instruction | 'base' | null {
  if (stage.user !== null) return stage.user;
  const below = stages.slice(0, stages.indexOf(stage)).find(({ name }) => name === stage.from.toLowerCase());
  if (below !== undefined) return findUser(stages, below);
  return NO_ROOT_BASE.test(stage.from) ? 'base' : null;
}

export const runsAsRoot: Rule = {
  id: 'runs-as-root',
  title: 'The server runs as root',
  severity: 'medium',
  why: 'What breaks out of a program that reads strangers\' texts has all rights of its container, and is nearer to those of the machine.',
  mend: 'End the Dockerfile with a USER other than root.',
  matches: [
    { path: 'Dockerfile', text: 'FROM node:24\nCOPY . .\nCMD ["node", "a.js"]', severity: 'low' },
    { path: 'Dockerfile', text: 'FROM node:24\nUSER node\nUSER root\nCMD ["node", "a.js"]', severity: 'medium' },
    { path: 'build/Dockerfile.prod', text: 'FROM node:24 AS build\nUSER node\nFROM alpine\nCMD a', severity: 'low' },
  ],
  ignores: [
    { path: 'Dockerfile', text: 'FROM node:24\nUSER node' },
    { path: 'Dockerfile', text: 'FROM node:24 AS base\nUSER 1000\nFROM base\nCMD a' },
    { path: 'Dockerfile', text: 'FROM example.com/static:nonroot\nCMD ["/a"]' },
    { path: 'Dockerfile', text: 'ARG A=1' },
    { path: 'docs/docker.md', text: 'FROM node' },
  ],
  check,
};
