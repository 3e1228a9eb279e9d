import { describe, expect, it } from 'vitest';
import { analyseFile, FILE_FINDING_LIMITS } from '../../../backend/analysis/analyse-file.ts';
import { parseSourceFile } from '../../../backend/analysis/parse-file.ts';
import { CODE_RULES } from '../../../backend/analysis/rules/code/code-rules.ts';
import { sampleProject } from '../support.ts';
import { HOSTILE_SOURCES } from './hostile-sources.ts';

describe('when a source is made to break the analysis', () => {
  it.each(HOSTILE_SOURCES)('comes to an end on %s in %s', { timeout: 60_000 }, (_what, path, text) => {
    const file = parseSourceFile(path, text);
    const lines = text.split('\n').length;
    for (const rule of CODE_RULES) {
      for (const { line, endLine } of rule.check(file, sampleProject())) expect(line >= 1 && line <= endLine && endLine <= lines).toBe(true);
    }
  });

  it('keeps the worst of very many hits', () => {
    const fixed = 'exec("ls");\n'.repeat(3_000);
    const file = parseSourceFile('a.ts', `import { exec } from 'node:child_process';\n${fixed}server.tool('run', {}, ({ command }) => exec(command));\n`);
    const found = analyseFile(file, sampleProject()).filter(({ rule }) => rule === 'shell-command');
    expect(found).toHaveLength(FILE_FINDING_LIMITS.perRule);
    expect(found.filter(({ severity }) => severity === 'critical')).toHaveLength(1);
  });

  it('says that a value is not known, and never that it is fixed, when following it costs too much', () => {
    const chain = Array.from({ length: 200 }, (_, index) => `const a${index + 1} = a${index};`).join('\n');
    const text = `import { exec } from 'node:child_process';\nserver.tool('run', {}, ({ a0 }) => {\n${chain}\nexec(a200);\n});\n`;
    const found = analyseFile(parseSourceFile('a.ts', text), sampleProject()).filter(({ rule }) => rule === 'shell-command');
    expect(found.map(({ severity }) => severity)).toEqual(['medium']);
  });
});
