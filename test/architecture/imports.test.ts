import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importRules } from './import-rules.ts';
import { listViolations, type ImportViolation } from './list-violations.ts';
import { allowedImports, backwardImport, forbiddenImports, type ForbiddenImport } from './forbidden-imports.ts';

const root = join(import.meta.dirname, '../..');

describe('when every import of the product is looked at', () => {
  it('finds no forbidden arrow, no cycle and no import that leads nowhere', async () => {
    const { modules, violations } = await listViolations(root, ['backend', 'ui'].filter((folder) => existsSync(join(root, folder))));
    expect(violations).toEqual([]);
    expect(modules).toBeGreaterThan(50);
  }, 120_000);
});

describe('when a project breaks the rules on purpose', () => {
  let folder = '';
  let violations: ImportViolation[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mcp-trust-rules-'));
    const files = new Map([...forbiddenImports, ...allowedImports].flatMap(toTarget));
    for (const { from, statement } of [...forbiddenImports, ...allowedImports]) files.set(from, `${statement}\nexport const value = 1;\n`);
    files.set(...backwardImport);
    await Promise.all([...files].map(([path, text]) => write(join(folder, path), text)));
    await copyFile(join(root, 'package.json'), join(folder, 'package.json'));
    await symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
    ({ violations } = await listViolations(folder, ['backend', 'ui']));
  }, 120_000);

  afterAll(() => rm(folder, { recursive: true, force: true }));

  it.each(forbiddenImports)('$rule: $from must not import $to', ({ rule, from }) => {
    expect(violations.filter((found) => found.from === from).map((found) => found.rule)).toContain(rule);
  });

  it('has an example for each rule', () => {
    expect(new Set(forbiddenImports.map(({ rule }) => rule))).toEqual(new Set(importRules.map(({ name }) => name)));
  });

  it('lets the allowed imports beside them pass', () => {
    expect(violations.filter(({ from }) => allowedImports.some((allowed) => allowed.from === from))).toEqual([]);
  });
});

/** The imported file, where it is one of the project. */
function toTarget({ to }: ForbiddenImport): [string, string][] {
  return /^(backend|ui|test)\//.test(to) && !to.endsWith('missing.ts') ? [[to, 'export const value = 1;\n']] : [];
}

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}
