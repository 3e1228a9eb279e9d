import { describe, expect, it } from 'vitest';
import { analyseFile, FILE_FINDING_LIMITS } from '../../backend/analysis/analyse-file.ts';
import { parseSourceFile } from '../../backend/analysis/parse-file.ts';
import type { Finding } from '../../backend/core/review/finding.ts';
import { ANALYSIS_LIMITS } from '../../backend/sandboxed/protocol/limits.ts';
import { sampleProject } from './support.ts';

const SHELL = "import { exec } from 'node:child_process';\nserver.tool('run', {}, async ({ command }) => {\n  exec(command);\n});\n";

function analyse(path: string, text: string): Finding[] {
  return analyseFile(parseSourceFile(path, text), sampleProject());
}

function shellLevel(path: string): string | undefined {
  return analyse(path, SHELL).find(({ rule }) => rule === 'shell-command')?.severity;
}

describe('when a file is analysed', () => {
  it('makes findings of what the rules hit', () => {
    expect(analyse('src/index.ts', SHELL)).toEqual([
      expect.objectContaining({ rule: 'shell-command', severity: 'critical', file: 'src/index.ts', line: 3, endLine: 3, evidence: 'exec(command);', source: 'static' }),
    ]);
  });

  it('gives the same findings again', () => {
    const text = SHELL.repeat(5) + "eval(x); fetch('https://a.other.dev', { method: 'POST', body: x });\n";
    expect(JSON.stringify(analyse('a.ts', text))).toBe(JSON.stringify(analyse('a.ts', text)));
  });

  it('orders them by line, then by rule', () => {
    const found = analyse('a.ts', "eval(x);\nexec(y); eval(z);\nimport { exec } from 'child_process';\n");
    expect(found.map(({ line, rule }) => `${line ?? 0} ${rule}`)).toEqual(['1 dynamic-code', '2 dynamic-code', '2 shell-command']);
  });

  it.each([
    ['src/server.ts', 'critical'],
    ['server/testing.ts', 'critical'],
    ['src/contest/index.ts', 'critical'],
    ['test/run.ts', 'medium'],
    ['src/run.test.ts', 'medium'],
    ['packages/a/examples/run.ts', 'medium'],
  ])('weighs %s as %s', (path, level) => {
    expect(shellLevel(path)).toBe(level);
  });

  it('keeps to the limits that the outside checks again', () => {
    expect(FILE_FINDING_LIMITS.perRule).toBe(ANALYSIS_LIMITS.findingsPerRuleAndFile);
    expect(FILE_FINDING_LIMITS.evidenceCharacters).toBe(ANALYSIS_LIMITS.evidenceCharacters);
  });

  it('cuts evidence, also in the middle of a long line, and never in the middle of a character', () => {
    const [finding] = analyse('a.ts', `eval(${'x'.repeat(592)}${'😀'.repeat(400)});\n`);
    expect(finding?.evidence.length).toBeLessThanOrEqual(ANALYSIS_LIMITS.evidenceCharacters);
    expect(finding?.evidence.isWellFormed()).toBe(true);
  });

  it('tells a place and a message once', () => {
    expect(analyse('a.ts', 'eval(x); eval(x); eval(x);\n')).toHaveLength(1);
  });

  it('finds nothing in nothing', () => {
    expect(analyse('a.ts', '')).toEqual([]);
    expect(analyse('a.unknown', 'eval(x)')).toEqual([]);
  });
});
