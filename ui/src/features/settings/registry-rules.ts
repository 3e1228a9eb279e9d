import type { Rule } from './rule.ts';

const HOST = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?$/i;
const REPOSITORY = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?(\/[a-z0-9]+([._-]+[a-z0-9]+)*)+$/;
const PATTERN = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?(\/[a-z0-9._-]+)*\/(\*|[a-z0-9._-]+)$/;

export const isRegistryHost: Rule = (text) => (HOST.test(text) ? null : 'Give a host with an optional port, such as registry.corp:5000.');

export const isRepository: Rule = (text) => (REPOSITORY.test(text) ? null : 'Give a repository with its registry, such as docker.io/mcp/signatures.');

/** One pattern of repositories a line. */
export const isPatternList: Rule = (text) => {
  const wrong = splitLines(text).find((line) => !PATTERN.test(line));
  return wrong === undefined ? null : `“${wrong.slice(0, 60)}” is not a repository pattern, such as docker.io/mcp/*.`;
};

/** Lines without the empty ones. */
export function splitLines(text: string): string[] {
  return text.split('\n').map((line) => line.trim()).filter((line) => line !== '');
}
