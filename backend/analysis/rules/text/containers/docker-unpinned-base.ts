import type { Hit, Rule, SourceFile } from '../../../rule.ts';
import { readDockerfile } from './read-dockerfile.ts';

const IMAGE = /^(?:--\S{1,100}\s{1,20})?(\S{1,500})(?:\s{1,20}as\s{1,20}(\S{1,200}))?/i;

function* check(file: SourceFile): Iterable<Hit> {
  const stages = new Set(['scratch']);
  for (const { name, rest, line, endLine } of readDockerfile(file)) {
    const match = name === 'FROM' ? IMAGE.exec(rest) : null;
    if (match === null) continue;
    const image = match[1] ?? '';
    if (!stages.has(image.toLowerCase()) && !image.includes('@sha256:') && !image.includes('$')) yield { line, endLine, message: `The base image ${image.slice(0, 100)} is named by a tag, which can move.` };
    if (match[2] !== undefined) stages.add(match[2].toLowerCase());
  }
}

export const dockerUnpinnedBase: Rule = {
  id: 'docker-unpinned-base',
  title: 'A base image that is not pinned',
  severity: 'info',
  why: 'The same source gives another image when the tag of its base moves, so the image is not only what was reviewed.',
  mend: 'Name the base image by its digest as well.',
  matches: [{ path: 'Dockerfile', text: 'FROM node:24' }, { path: 'Dockerfile', text: 'FROM --platform=linux/amd64 node AS build\nFROM build' }],
  ignores: [{ path: 'Dockerfile', text: `ARG BASE\nFROM node:24@sha256:${'0'.repeat(64)} AS build\nFROM build\nFROM scratch\nFROM $BASE` }],
  check,
};
