import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EntryReader } from '../../../backend/adapters/catalog/entry-reader.ts';
import { parseServerEntry } from '../../../backend/core/pin/parse-server-entry.ts';
import { commitOf, serverYaml } from '../../fixtures/registry/server-yaml.ts';

const whole = (text: string) => parseServerEntry(text, { server: 'fetch', file: 'servers/fetch/server.yaml' });
const ENTRY = serverYaml('fetch');

/** Texts in which a masked commit, or the structure around it, could mislead: the reader must say what a parse of the whole says. */
const texts: readonly (readonly [why: string, text: string])[] = [
  ['the usual form', ENTRY],
  ['another commit', serverYaml('fetch', { commit: commitOf('b') })],
  ['a malformed commit', serverYaml('fetch', { commit: 'b' })],
  ['a quoted commit', serverYaml('fetch', { commit: `"${commitOf('B')}"` })],
  ['quotes that do not match', serverYaml('fetch', { commit: `"${commitOf('b')}'` })],
  ['a commit line in a text, and none in source', `${serverYaml('fetch', { commit: null })}run: |\n  commit: ${commitOf('c')}\n`],
  ['a commit line in a text, and one in source', `${ENTRY}run: |\n  commit: ${commitOf('c')}\n`],
  ['a commit line elsewhere', `${serverYaml('fetch', { commit: null })}run:\n  commit: ${commitOf('c')}\n`],
  ['source in flow style with a commit line in a text', `name: fetch\nsource: {project: https://github.com/a/b, commit: ${commitOf('d')}}\nrun: |\n  commit: ${commitOf('c')}\n`],
  ['a key twice', `${ENTRY}name: fetch\n`],
  ['source twice', `${ENTRY}source:\n  project: https://github.com/x/y\n  commit: ${commitOf('e')}\n`],
  ['a quote that runs over keys', `about: {title: "\nname: fetch\n"}\n${ENTRY}`],
  ['a quoted text over a key line', `note: "a\nname: fetch"\n`],
  ['a flow map over a key line', `note: {a: b,\nname: fetch}\n`],
  ['an open quote', `note: "a\n${ENTRY}`],
  ['a document before', `name: other\n---\n${ENTRY}`],
  ['a document behind', `${ENTRY}---\nname: other\n`],
  ['a document end', `${ENTRY}...\n`],
  ['a directive', `%YAML 1.1\n---\n${ENTRY}`],
  ['an alias across sections', `x: &c ${commitOf('f')}\n${serverYaml('fetch', { commit: '*c' })}`],
  ['a merge key', `${ENTRY}<<: {type: remote}\n`],
  ['an anchor in a list across sections', `x: [1,&c ${commitOf('f')}]\n${serverYaml('fetch', { commit: '*c' })}`],
  ['an anchor twice', `a: &x 1\nb: &x 2\nc: *x\n${ENTRY}`],
  ['carriage returns alone', ENTRY.replaceAll('\n', '\r')],
  ['a carriage return within a comment', `# comment\rname: other\n${ENTRY}`],
  ['CRLF', ENTRY.replaceAll('\n', '\r\n')],
  ['a byte order mark', `\uFEFF${ENTRY}`],
  ['tabs', ENTRY.replace('  category', '\tcategory')],
  ['a list at the left edge', `${ENTRY}config:\n- a\n- b\n`],
  ['text at the left edge', `${ENTRY}words\n`],
  ['a key in quotes', `"name": fetch\n${ENTRY}`],
  ['an explicit key', `? name\n: fetch\n`],
  ['comments at the left edge', `# one\n${ENTRY.replaceAll('\nsource', '\n# two\n\nsource')}# three\n`],
  ['a comment that ends a text', `note: |\n  a\n# comment\n  b\n${ENTRY}`],
  ['a block text at the end', `${ENTRY}note: |+\n  a\n\n\n`],
  ['prototype keys', `${ENTRY}constructor: x\ntoString: y\n`],
  ['keys alone', 'name:\nsource:\n'],
  ['nothing', ''],
  ['a list', '- a\n'],
];

describe('when revisions of an entry are read', () => {
  it.each(texts)('says what a parse of the whole says: %s', (_, text) => {
    expect(new EntryReader('fetch').read(text)).toEqual(whole(text));
  });

  it('says so also after it has read all the others', () => {
    const reader = new EntryReader('fetch');
    for (const [, text] of [...texts, ...texts]) expect(reader.read(text)).toEqual(whole(text));
  });

  it('says so for any lines in any order', () => {
    const line = fc.constantFrom(...ENTRY.split('\n'), `  commit: ${commitOf('b')}`, '"', 'note: "a', 'note: |', '  {', '}', '---', '# x', '- a', 'a: &a b', 'b: *a', '\tx', 'a: [', ']', '? a', "  'b'", '');
    fc.assert(fc.property(fc.array(line, { maxLength: 14 }), (lines) => {
      const text = lines.join('\n');
      expect(new EntryReader('fetch').read(text)).toEqual(whole(text));
    }), { numRuns: 300 });
  });
});
