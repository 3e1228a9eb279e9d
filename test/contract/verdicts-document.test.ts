import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CODES } from '../../backend/contract/codes.ts';
import { VERDICTS, checkSchema } from '../../backend/contract/verification.ts';
import { replaceCodeTables } from './code-tables.ts';

const document = readFileSync(new URL('../../docs/verdicts.md', import.meta.url), 'utf8');

describe('when docs/verdicts.md is read', () => {
  it('lists every code exactly once', () => {
    const listed = [...document.matchAll(/^\| `([a-z_]+)` \| [^|]+ \| [^|]+ \| [^|]+ \|$/gm)].map(([, code]) => code);
    expect(listed.sort()).toEqual([...CODES].sort());
  });

  it('says what the product says (else run: node test/contract/write-code-tables.ts)', () => {
    expect(replaceCodeTables(document)).toBe(document);
  });

  it('tells of every verdict and every step', () => {
    for (const verdict of VERDICTS) expect(document).toContain(`**${verdict}**`);
    for (const id of checkSchema.shape.id.options) expect(document).toMatch(new RegExp(`^\\| \\d \\| \`${id}\` \\|`, 'm'));
  });

  it('refuses to write tables into a document that lost their place', () => {
    expect(() => replaceCodeTables('# Verdicts')).toThrow();
  });
});
