import { z } from 'zod';
import type { Forge } from '../../ports/forge.ts';
import { CodedError } from '../../core/coded-error.ts';
import { labelsSchema } from './github-answers.ts';
import type { GitHubClient } from './github-client.ts';

const PREFIX = 'security-';

/**
 * Labels of one repository's pull requests (docs.github.com, REST API, issues: labels). They are added and taken away
 * one by one: setting all of them at once would drop what a person added meanwhile.
 */
export function labelsOf(client: GitHubClient): Pick<Forge, 'setSecurityLabels'> {
  return {
    setSecurityLabels: async (number, labels, signal) => {
      const wanted = new Set(labels.map(toComparable));
      const present = await listLabels(client, number, signal);
      const names = new Set(present.map(toComparable));
      const missing = labels.filter((label) => isOurs(label) && !names.has(toComparable(label)));
      const stale = present.filter((label) => isOurs(label) && !wanted.has(toComparable(label)));
      if (missing.length > 0) {
        await client.ask({ route: 'POST /repos/{owner}/{repo}/issues/{number}/labels', parameters: { number, labels: missing }, answer: labelsSchema, isIdempotent: true }, signal);
      }
      for (const label of stale) await removeLabel(client, { number, label }, signal);
    },
  };
}

async function listLabels(client: GitHubClient, number: number, signal: AbortSignal): Promise<readonly string[]> {
  const labels: string[] = [];
  for await (const page of client.pages({ route: 'GET /repos/{owner}/{repo}/issues/{number}/labels', parameters: { number }, answer: labelsSchema }, signal)) labels.push(...page);
  return labels;
}

async function removeLabel(client: GitHubClient, { number, label }: { readonly number: number; readonly label: string }, signal: AbortSignal): Promise<void> {
  try {
    await client.ask({ route: 'DELETE /repos/{owner}/{repo}/issues/{number}/labels/{label}', parameters: { number, label }, answer: z.unknown() }, signal);
  } catch (error) {
    // Somebody, or the attempt before, took it away: whether it is gone is what counts.
    if (!(error instanceof CodedError) || error.code !== 'forge_forbidden') throw error;
    if ((await listLabels(client, number, signal)).some((present) => toComparable(present) === toComparable(label))) throw error;
  }
}

/** Names of labels differ without regard to case. */
function toComparable(label: string): string {
  return label.toLowerCase();
}

function isOurs(label: string): boolean {
  return toComparable(label).startsWith(PREFIX);
}
