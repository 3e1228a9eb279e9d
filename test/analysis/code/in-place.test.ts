import { describe, expect, it } from 'vitest';
import { analyseFile } from '../../../backend/analysis/analyse-file.ts';
import { parseSourceFile } from '../../../backend/analysis/parse-file.ts';
import { createProjectView } from '../../../backend/analysis/project-view.ts';

const VIEW = createProjectView({ server: null, title: '', description: '', allowedHosts: [], otherServers: [] }, ['a.js'], []);

function rulesIn(body: string): readonly string[] {
  const text = `server.tool('run', { command: z.string() }, async ({ command }) => { ${body}; });`;
  return analyseFile(parseSourceFile('a.js', text), VIEW).map(({ rule, severity }) => `${rule} ${severity}`);
}

describe('when a module is used where it is loaded', () => {
  it.each([
    'require("child_process").exec(command)',
    "(await import('node:child_process')).exec(command)",
    "(await import('child_process')).default.exec(command)",
    "import('child_process').then((m) => m.exec(command))",
    "import('child_process').then(async m => m.exec(command))",
    "import('child_process').then(({ exec }) => exec(command))",
    "import('child_process').then(({ exec: run, spawn }) => run(command))",
    'require("node:child_process").execSync(`ls ${command}`)',
  ])('is known like one with a name: %s', (body) => {
    expect(rulesIn(body)).toContain('shell-command critical');
  });

  it('is not taken for another one', () => {
    expect(rulesIn('require("./own").exec(command)')).not.toContain('shell-command critical');
    expect(rulesIn("import('./own.js').then((m) => m.exec(command))")).not.toContain('shell-command critical');
  });
});
