import { describe, expect, it } from 'vitest';
import { InexactNumber, MAX_JSON_DEPTH, parseStrictJson } from '../../../backend/core/json/strict-json.ts';

const nested = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;

describe('when JSON reads the same everywhere', () => {
  it.each([
    ['{"a":1,"b":[true,false,null,"x"]}', { a: 1, b: [true, false, null, 'x'] }],
    ['{"a:b":{"a":"{\\"a\\":1}"},"c":"\\\\"}', { 'a:b': { a: '{"a":1}' }, c: '\\' }],
    ['[{"a":1},{"a":1}]', [{ a: 1 }, { a: 1 }]],
    [' "\\u00e9\\ud83d\\ude00" ', 'é😀'],
    ['-7', -7],
    ['0', 0],
    ['9007199254740991', Number.MAX_SAFE_INTEGER],
    ['{}', {}],
  ])('parses %s', (text, value) => {
    expect(parseStrictJson(text)).toEqual(value);
  });

  it('allows the deepest nesting', () => {
    expect(parseStrictJson(nested(MAX_JSON_DEPTH))).toBeInstanceOf(Array);
  });
});

describe('when a number is not a plainly written safe integer', () => {
  it.each(['1016.0', '1e3', '1E3', '-0', '0.5', '9007199254740992', '1e400', '123456789012345678901234567890'])('marks %s', (text) => {
    const value = parseStrictJson(text);
    expect(value).toBeInstanceOf(InexactNumber);
    expect(value).toHaveProperty('source', text);
  });

  it('counts no members of the mark', () => {
    expect(parseStrictJson('{"a":1.5,"b":1.5}')).toEqual({ a: new InexactNumber('1.5'), b: new InexactNumber('1.5') });
  });
});

describe('when JSON could read differently elsewhere', () => {
  it.each([
    ['another value under the same key', '{"a":1,"a":2}', 'json_duplicate_key'],
    ['the same value under the same key', '{"a":1,"a":1}', 'json_duplicate_key'],
    ['the same key in another spelling', '{"a":1,"\\u0061":1}', 'json_duplicate_key'],
    ['a duplicate deep inside', '[{"x":{"a":{},"a":{}}}]', 'json_duplicate_key'],
    ['a prototype', '{"__proto__":{"a":1}}', 'json_forbidden_key'],
    ['a constructor', '{"a":{"constructor":1}}', 'json_forbidden_key'],
    ['prototype', '{"prototype":1}', 'json_forbidden_key'],
    ['too deep', nested(MAX_JSON_DEPTH + 1), 'json_too_deep'],
    ['far too deep', nested(200_000), 'json_too_deep'],
    ['too deep and never closed', '{"a":'.repeat(100_000), 'json_too_deep'],
    ['half a surrogate pair', '"\\ud800"', 'json_malformed'],
    ['half a surrogate pair in a key', '{"\\udc00":1}', 'json_malformed'],
    ['nothing', '', 'json_malformed'],
    ['a byte order mark', '\ufeff{}', 'json_malformed'],
    ['text after the value', '{} {}', 'json_malformed'],
    ['a trailing comma', '{"a":1,}', 'json_malformed'],
    ['single quotes', "{'a':1}", 'json_malformed'],
    ['a comment', '{/* */}', 'json_malformed'],
    ['NaN', 'NaN', 'json_malformed'],
    ['a leading zero', '01', 'json_malformed'],
    ['a leading plus', '+1', 'json_malformed'],
    ['a line break in a string', '"\n"', 'json_malformed'],
    ['a string that never ends', '{"a":"', 'json_malformed'],
    ['a string that ends in a backslash', '"\\', 'json_malformed'],
    ['only a closing bracket', ']', 'json_malformed'],
  ])('refuses %s', (_name, text, code) => {
    expect(() => parseStrictJson(text)).toThrow(expect.objectContaining({ code }));
  });
});
