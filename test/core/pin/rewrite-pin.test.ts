import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rewritePin } from '../../../backend/core/pin/rewrite-pin.ts';
import { codeOf } from '../image/code-of.ts';

const OLD = '0123456789abcdef0123456789abcdef01234567';
const NEW = 'f'.repeat(40);

describe('when a pin moves', () => {
  it.each([
    ['plain', `name: a\nsource:\n  commit: ${OLD}\n`],
    ['quoted', `source:\n  commit: "${OLD}"\n`],
    ['in single quotes, with a comment', `source:\n  commit: '${OLD}' # was ${OLD}\n`],
    ['upper case', `source:\n  commit: ${OLD.toUpperCase()}\n`],
    ['flow style', `source: {project: x, commit: ${OLD}, branch: main}`],
    ['line ends of Windows, no final newline', `name: a\r\nsource:\r\n    commit: ${OLD}`],
    ['a byte order mark', `\ufeffsource:\n  commit: ${OLD}\n`],
    ['the same digits elsewhere', `about:\n  description: pinned to ${OLD}\n# commit: ${OLD}\nsource:\n  directory: "${OLD}"\n  commit: ${OLD}\n`],
    ['a key in quotes', `"source":\n  "commit": ${OLD}\n`],
    ['an anchor of digits', `source:\n  commit: &x${OLD.slice(1)} ${OLD}\n`],
    ['a block scalar', `source:\n  commit: >-\n    ${OLD}\n`],
  ])('changes the forty digits alone: %s', (_name, text) => {
    const moved = rewritePin(text, NEW);
    expect(moved.replace(NEW, OLD).toLowerCase()).toBe(text.toLowerCase());
    expect(moved).toContain(NEW);
    expect(moved.split(NEW)).toHaveLength(2);
  });

  it.each([
    ['no source', 'name: a\n', 'entry_pin_missing'],
    ['no mapping', '- a', 'entry_pin_missing'],
    ['a source that is a text', 'source: x', 'entry_pin_missing'],
    ['no commit', 'source:\n  project: x\n', 'entry_pin_missing'],
    ['an empty commit', 'source:\n  commit:\n', 'entry_pin_missing'],
    ['a list of commits', `source:\n  commit: [${OLD}]\n`, 'entry_pin_missing'],
    ['a branch for a commit', 'source:\n  commit: main\n', 'entry_commit_malformed'],
    ['an alias', `about: &a ${OLD}\nsource:\n  commit: *a\n`, 'entry_commit_malformed'],
    ['escaped digits', `source:\n  commit: "\\x30${OLD.slice(1)}"\n`, 'entry_commit_malformed'],
    ['digits in the comment of a block', `source:\n  commit: >- # ${OLD}\n    ${OLD}\n`, 'entry_commit_malformed'],
    ['digits over two lines', `source:\n  commit: "${OLD.slice(0, 20)}\\\n    ${OLD.slice(20)}"\n`, 'entry_commit_malformed'],
    ['two commits', `source:\n  commit: ${OLD}\n  commit: ${OLD}\n`, 'entry_yaml_invalid'],
    ['broken YAML', 'source: [', 'entry_yaml_invalid'],
    ['too much', 'x'.repeat(300_000), 'entry_too_large'],
  ])('refuses %s', (_name, text, code) => {
    expect(codeOf(() => rewritePin(text, NEW))).toBe(code);
  });

  it('writes nothing that does not read as a pin', () => {
    expect(codeOf(() => rewritePin(`source:\n  commit: ${OLD}\n`, 'a\nb: c'))).toBe('entry_commit_malformed');
    expect(codeOf(() => rewritePin(`source:\n  commit: ${OLD}\n`, '[x'))).toBe('entry_commit_malformed');
  });

  it('changes exactly one line, whatever stands around it', () => {
    const line = fc.oneof(fc.constant(''), fc.stringMatching(/^# [ -~]{0,30}$/), fc.stringMatching(/^[a-d]: [A-Za-z0-9 ]{0,20}[a-z]$/));
    const lines = fc.uniqueArray(line, { selector: (text) => (text.startsWith('#') || text === '' ? Symbol(text) : text.slice(0, 1)), maxLength: 4 });
    fc.assert(fc.property(lines, fc.constantFrom('\n', '\r\n'), fc.constantFrom('', '"', "'"), (around, end, quote) => {
      const text = [...around, 'source:', '  project: https://example.com/a/b', `  commit: ${quote}${OLD}${quote} # pin`, '  branch: main'].join(end);
      const [before, after] = [text.split(end), rewritePin(text, NEW).split(end)];
      expect(after.filter((other, index) => other !== before[index])).toEqual([`  commit: ${quote}${NEW}${quote} # pin`]);
    }));
  });
});
