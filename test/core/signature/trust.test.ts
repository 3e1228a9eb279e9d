import { describe, expect, it } from 'vitest';
import { builtInKeys, builtInTrustedRoot, parsePinnedKey } from '../../../backend/core/signature/built-in-trust.ts';
import { createSignatureTrust, type SignatureTrustSource } from '../../../backend/core/signature/create-signature-trust.ts';
import { parseTrustedKey } from '../../../backend/core/signature/trusted-key.ts';
import { parseTrustedRoot } from '../../../backend/core/signature/trusted-root.ts';
import { editJson, type Edit } from './support/json-edits.ts';
import { keys, log, strangeLog } from './support/signed-world.ts';

const key = (name: string, pem: string, validUntil: string | null = null) => parseTrustedKey({ name, pem, validFrom: null, validUntil });

describe('when nothing is configured', () => {
  it("trusts Docker's MCP key, pinned by its fingerprint", () => {
    expect(builtInKeys().map(({ name, fingerprint }) => [name, fingerprint])).toEqual([
      ['Docker MCP key', 'AXIzx7iY2AL9tbW1lRmYjrHJc+a6mWVy3Jp2AfGYErA='],
    ]);
  });

  it('trusts the public-good logs, dated', () => {
    const { material, date, source } = builtInTrustedRoot();
    expect(material.logs).toContain('https://rekor.sigstore.dev');
    expect(material.authorities.tlogs[0]?.logID.toString('hex')).toBe('c0d23d6ad406973f9559f3ba2d1ca01f84147d8ffc5b8445c224f98b9591801d');
    expect(date).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(source).toContain('trusted_root.json');
  });
});

describe('when a pinned key is not the one of its fingerprint', () => {
  it('is refused', () => {
    const pinned = { name: 'x', fingerprint: keys.trusted.fingerprint, pem: keys.stranger.pem.split('\n'), validFrom: null, validUntil: null };
    expect(() => parsePinnedKey(pinned)).toThrow(expect.objectContaining({ code: 'key_malformed' }));
  });
});

describe('when a trusted root is read', () => {
  const refused: readonly (readonly [string, string])[] = [
    ['nothing', ''],
    ['no JSON', 'root'],
    ['duplicate keys', log.trustedRoot.replace('{', '{"tlogs":[],')],
    ...([
      ['another media type', ['mediaType', 'application/json']],
      ['no logs', ['tlogs', []]],
      ['a log without a key', ['tlogs|0|publicKey', undefined]],
      ['a log whose key is none', ['tlogs|0|publicKey|rawBytes', 'AAAA']],
      ['a log whose key has junk', ['tlogs|0|publicKey|rawBytes', 'AAAA\n']],
      ['a log without an id', ['tlogs|0|logId', undefined]],
      ['a log with an empty id', ['tlogs|0|logId|keyId', '']],
      ['a log with another hash', ['tlogs|0|hashAlgorithm', 'SHA2_512']],
      ['a log with a key of an unknown kind', ['tlogs|0|publicKey|keyDetails', 'MAGIC']],
      ['a log that is valid from some day', ['tlogs|0|publicKey|validFor|start', 'some day']],
      ['an authority without certificates', ['certificateAuthorities', [{ certChain: { certificates: [] } }]]],
      ['an authority whose certificate is none', ['timestampAuthorities', [{ certChain: { certificates: [{ rawBytes: 'AAAA' }] }, validFor: { start: '2026-01-01T00:00:00Z' } }]]],
    ] satisfies readonly (readonly [string, Edit])[]).map(([name, edit]) => [name, editJson(log.trustedRoot, [edit])] as const),
  ];

  it.each(refused)('refuses %s', (_name, text) => {
    expect(() => parseTrustedRoot(text)).toThrow(expect.objectContaining({ code: 'trusted_root_malformed' }));
  });

  it('needs no authorities but logs', () => {
    const text = editJson(log.trustedRoot, [['certificateAuthorities', undefined], ['ctlogs', undefined], ['timestampAuthorities', undefined]]);
    expect(parseTrustedRoot(text).logs).toEqual(['https://log.test']);
  });
});

describe('when trust is put together', () => {
  const source: SignatureTrustSource = {
    keys: [key('a', keys.trusted.pem)],
    candidateKeys: [],
    trustedRoot: parseTrustedRoot(log.trustedRoot),
    require: 'one',
  };
  const { fingerprint } = createSignatureTrust(source);

  it('has a fingerprint that is the same every time', () => {
    expect(createSignatureTrust({ ...source }).fingerprint).toBe(fingerprint);
  });

  it.each<readonly [string, Partial<SignatureTrustSource>]>([
    ['another key', { keys: [key('a', keys.stranger.pem)] }],
    ['one key more', { keys: [...source.keys, key('b', keys.stranger.pem)] }],
    ['another name of a key', { keys: [key('b', keys.trusted.pem)] }],
    ['another validity of a key', { keys: [key('a', keys.trusted.pem, '2027-01-01')] }],
    ['a candidate', { candidateKeys: [key('c', keys.candidate.pem)] }],
    ['the key as a candidate alone', { keys: [], candidateKeys: source.keys }],
    ['another trusted root', { trustedRoot: parseTrustedRoot(strangeLog.trustedRoot) }],
    ['another requirement', { require: 'all' }],
  ])('has another fingerprint with %s', (_name, change) => {
    expect(createSignatureTrust({ ...source, ...change }).fingerprint).not.toBe(fingerprint);
  });

  it('finds its keys by their fingerprints, and no others', () => {
    const { material } = createSignatureTrust({ ...source, candidateKeys: [key('c', keys.candidate.pem)] });
    expect(material.publicKey(keys.candidate.fingerprint).validFor(new Date(0))).toBe(true);
    expect(() => material.publicKey(keys.stranger.fingerprint)).toThrow(Error);
  });
});
