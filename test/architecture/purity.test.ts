import { describe, expect, it } from 'vitest';
import { listReaches } from './purity.ts';
import { readSources } from './source-files.ts';

describe('when the core is read', () => {
  it('uses no clock, chance, environment, network or console, even without an import', () => {
    const reaches = readSources(['backend/core'], /\.ts$/).flatMap(({ path, text }) => listReaches(text).map((reach) => `${path}:${reach}`));
    expect(reaches).toEqual([]);
  });
});

describe('when a text reaches out', () => {
  it.each([
    ['const now = Date.now();', 'Date.now'],
    ['const now = new Date();', 'new Date()'],
    ['const now = Date();', 'Date()'],
    ["const home = process.env['HOME'];", 'process'],
    ["await fetch('https://example.com');", 'fetch'],
    ['setTimeout(run, 1);', 'setTimeout'],
    ["const fs = require('node:fs');", 'require'],
    ["const fs = await import('node:fs');", 'import()'],
    ['const here = import.meta.url;', 'import.meta'],
    ['const key = crypto.randomUUID();', 'crypto.randomUUID'],
    ['const env = globalThis.process;', 'globalThis'],
    ["console.log('x');", 'console'],
    ['const half = Math.random() < 0.5;', 'Math.random'],
  ])('sees %s', (text, name) => {
    expect(listReaches(text)).toEqual([`1: ${name}`]);
  });

  it.each(['const at = new Date(text);', 'const at = Date.parse(text);', 'const { process } = step;\nexport const name = step.process;', 'interface Step { fetch: string }', '// process.env'])(
    'lets %s pass unless it is used',
    (text) => {
      expect(listReaches(text.split('\n').at(-1) ?? '')).toEqual([]);
    },
  );
});
