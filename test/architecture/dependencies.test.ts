import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { listImports } from './module-shape.ts';
import { readProduct, root } from './source-files.ts';

const MOST_OF_BACKEND = 20;
const MOST_OF_PANEL = 10;

const names = z.record(z.string(), z.string());
const manifest = z.object({ dependencies: names, devDependencies: names }).parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
const used = { backend: packagesOf(/^backend\/(?!scripts\/|samples\/)/), panel: packagesOf(/^ui\/src\//) };

describe('when runtime dependencies are counted', () => {
  it('needs few of them', () => {
    expect(used.backend.size).toBeLessThanOrEqual(MOST_OF_BACKEND);
    expect(used.panel.size).toBeLessThanOrEqual(MOST_OF_PANEL);
  });

  it('declares what it imports', () => {
    const imported = [...used.backend, ...used.panel];
    expect(imported.filter((name) => manifest.dependencies[name] === undefined)).toEqual([]);
  });

  it('pins each to one version', () => {
    const loose = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version));
    expect(loose).toEqual([]);
  });

  it('says in docs/dependencies.md what each is for', () => {
    const path = join(root, 'docs/dependencies.md');
    const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
    const unnamed = Object.keys(manifest.dependencies).filter((name) => !text.includes(`\`${name}\``));
    expect(unnamed).toEqual([]);
  });
});

/** Names of the packages that files import, without Node's own modules and without types alone. */
function packagesOf(files: RegExp): Set<string> {
  const specifiers = readProduct().filter(({ path }) => files.test(path)).flatMap(({ text }) => listImports(text));
  return new Set(specifiers.filter((name) => !/^(\.|node:)/.test(name)).map((name) => name.split('/').slice(0, name.startsWith('@') ? 2 : 1).join('/')));
}
