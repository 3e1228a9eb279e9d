import { describe, expect, it } from 'vitest';
import { parseChallenges } from '../../../backend/adapters/oci/parse-challenge.ts';

const read = (header: string): unknown[] => parseChallenges(header).map(({ scheme, parameters }) => [scheme, Object.fromEntries(parameters)]);

describe('when WWW-Authenticate is read', () => {
  it.each<[string, unknown[]]>([
    ['Basic realm="x"', [['basic', { realm: 'x' }]]],
    ['BEARER Realm="https://a/t",Service="s"', [['bearer', { realm: 'https://a/t', service: 's' }]]],
    ['Bearer realm="a", scope="repository:x:pull,push"', [['bearer', { realm: 'a', scope: 'repository:x:pull,push' }]]],
    ['Bearer realm = "a" , service = b', [['bearer', { realm: 'a', service: 'b' }]]],
    ['Basic realm="x", Bearer realm="y"', [['basic', { realm: 'x' }], ['bearer', { realm: 'y' }]]],
    ['Basic realm="a \\"quoted\\" word, Bearer realm=\\"z\\""', [['basic', { realm: 'a "quoted" word, Bearer realm="z"' }]]],
    ['Negotiate', [['negotiate', {}]]],
    ['realm="x"', []],
    ['', []],
    ['   ', []],
    ['Bearer realm="open', []],
    ['Bearer realm="x" é', []],
    [`Bearer realm="${'x'.repeat(5000)}"`, []],
  ])('%s', (header, expected) => {
    expect(read(header)).toEqual(expected);
  });
});
