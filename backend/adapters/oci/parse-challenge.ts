import { REGISTRY_LIMITS } from './registry-limits.ts';

/** One challenge of a WWW-Authenticate header: lower-case scheme and parameter names. */
export interface Challenge {
  readonly scheme: string;
  readonly parameters: ReadonlyMap<string, string>;
}

// RFC 9110, section 11.6.1: a scheme alone opens a challenge, `name=value` belongs to the one before it.
const PART = /[\s,]*([\w!#$%&'*+.^`|~-]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+)))?/y;

/**
 * Parses WWW-Authenticate. Answers no challenge at all for a header that is too long or that is not one.
 */
export function parseChallenges(header: string): readonly Challenge[] {
  if (header.length > REGISTRY_LIMITS.challengeLength) return [];
  const challenges: { scheme: string; parameters: Map<string, string> }[] = [];
  const text = header.trimEnd();
  PART.lastIndex = 0;
  while (PART.lastIndex < text.length) {
    const match = PART.exec(text);
    if (match === null) return [];
    const [, name = '', quoted, plain] = match;
    const value = quoted === undefined ? plain : quoted.replaceAll(/\\(.)/g, '$1');
    if (value === undefined) challenges.push({ scheme: name.toLowerCase(), parameters: new Map() });
    else challenges.at(-1)?.parameters.set(name.toLowerCase(), value);
  }
  return challenges;
}
