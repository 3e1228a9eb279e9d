import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { rmSync } from 'node:fs';
import { analyseTrees } from '../../../../backend/sandboxed/analyse/analyse-trees.ts';
import type { AnalysisInput, AnalysisMessage } from '../../../../backend/sandboxed/protocol/analysis-messages.ts';

/** A temporary tree with these files; removed at the end of the test. */
export function makeTree(files: Readonly<Record<string, string | Uint8Array>>): string {
  const root = mkdtempSync(join(tmpdir(), 'tree-'));
  onTestFinished(() => {
    rmSync(root, { recursive: true, force: true });
  });
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return root;
}

export const INPUT: AnalysisInput = {
  mode: 'full',
  directory: null,
  linksOutside: [],
  context: { server: 'own', title: 'Own', description: '', allowedHosts: [], otherServers: [] },
};

/** All messages of a run over real trees, with real parser processes. */
export async function analyse(head: string, options: { readonly base?: string; readonly input?: Partial<AnalysisInput>; readonly now?: () => number } = {}): Promise<AnalysisMessage[]> {
  const messages: AnalysisMessage[] = [];
  const input: AnalysisInput = { ...INPUT, mode: options.base === undefined ? 'full' : 'differential', ...options.input };
  const parser = { entry: { module: join(import.meta.dirname, 'analyse-entry.ts'), commands: ['analyse', 'parser'] }, spare: [] };
  await analyseTrees(input, { trees: { head, base: options.base ?? '' }, parser, now: options.now ?? (() => 0) }, (message) => messages.push(message));
  return messages;
}

/** `rule file:line` of each finding. */
export function listFindings(messages: readonly AnalysisMessage[]): string[] {
  return messages.flatMap((message) => (message.type === 'finding' ? [`${message.finding.rule} ${message.finding.file ?? ''}:${message.finding.line ?? ''}`] : []));
}

export function listSkipped(messages: readonly AnalysisMessage[]): string[] {
  return messages.flatMap((message) => (message.type === 'skipped' ? [`${message.skipped.reason} ${message.skipped.file}`] : []));
}
