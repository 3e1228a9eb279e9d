import { imageRowSchema } from '../../../backend/contract/api.ts';
import type { WireImageRow } from '../../../backend/contract/api.ts';
import type { WireRowReview } from '../../../backend/contract/review.ts';
import type { Verification } from '../../../backend/contract/verification.ts';
import { VERDICTS } from '../../../backend/contract/verification.ts';
import { checkOf, checksWith, commitOf, HISTORY, NEW_KEY_FINGERPRINT, verificationOf } from './wire-verification.ts';

interface RowChange extends Omit<Partial<WireImageRow>, 'verification'> {
  readonly name: string;
  readonly verification?: Partial<Verification> | null;
}

/** A row named by its server; `verification: null` for one that was never checked. */
export function rowOf({ name, verification = {}, ...change }: RowChange): WireImageRow {
  const repository = change.repository ?? `docker.io/mcp/${name}`;
  const digest = `sha256:${Buffer.from(name).toString('hex').padEnd(64, '0').slice(0, 64)}`;
  const server = { name, title: name.replace(/(^|-)(\w)/g, (_all, gap: string, letter: string) => `${gap === '' ? '' : ' '}${letter.toUpperCase()}`), icon: null };
  const known = verification === null ? null : verificationOf({ server: change.server === undefined ? server : change.server, reference: `${repository}:latest`, ...verification });
  return imageRowSchema.parse({
    key: `${repository}@${digest}`, reference: `${repository}:latest`, repository, tags: ['latest'], id: digest, digest, createdAt: '2026-06-04T09:00:00Z', sizeBytes: 84_200_000,
    listedFor: 'catalog', server, labelRevision: known?.revision.label ?? commitOf('780e3f1'), publisher: known?.publisher ?? verificationOf().publisher, verification: known, review: null, ...change,
  });
}

/** The last review of a row's server. */
function rowReviewOf(risk: WireRowReview['risk'], isForThisRevision = true): WireRowReview {
  return { id: 'review-1', risk, endedAt: '2026-06-15T10:30:00Z', head: commitOf(isForThisRevision ? 'a1b2c3d' : '1a2b3c4'), isForThisRevision };
}

const NEVER = commitOf('a1b2c3d');

export const VERIFIED = rowOf({ name: 'github-official', review: rowReviewOf('info') });

export const OUTDATED = rowOf({
  name: 'grafana', review: rowReviewOf('medium', false),
  verification: {
    verdict: 'outdated', summary: 'Signed by Docker, but one pin and 12 days old: built from 5d6e7f8, pinned until 2026-06-03; the registry now pins 780e3f1.',
    revision: { label: commitOf('5d6e7f8'), claim: commitOf('5d6e7f8'), pin: commitOf('780e3f1'), url: `https://github.com/example/server/commit/${commitOf('5d6e7f8')}` },
    pin: { state: 'former', kind: 'superseded', pinsBehind: 1, daysBehind: 12, history: [...HISTORY] },
    checks: checksWith(checkOf('pin', { state: 'failed', code: 'pin_superseded', message: 'The registry pinned this revision until 2026-06-03, one pin ago.', hint: 'Pull the image again to get the current one.' })),
  },
});

export const WITHDRAWN = rowOf({
  name: 'slack', review: rowReviewOf('low'),
  verification: {
    verdict: 'outdated', summary: 'Signed by Docker, but the registry withdrew its commit 5d6e7f8 on 2026-06-03; it now pins 780e3f1.',
    revision: { label: commitOf('5d6e7f8'), claim: commitOf('5d6e7f8'), pin: commitOf('780e3f1'), url: null },
    pin: { state: 'former', kind: 'withdrawn', pinsBehind: 1, daysBehind: 12, history: [...HISTORY] },
    checks: checksWith(checkOf('pin', { state: 'failed', code: 'pin_withdrawn', message: 'The registry moved back from this revision.', hint: 'Stop using this image until you know why.' })),
  },
});

export const UNVERIFIED = rowOf({
  name: 'notion', repository: 'ghcr.io/makenotion/notion-mcp-server', tags: ['1.9.0', 'latest'],
  verification: {
    verdict: 'unverified', summary: 'Published by its maker, outside Docker’s signing: nothing proves or contradicts it.',
    signature: { state: 'unsigned', keyFingerprint: null, keyName: null, loggedAt: null, rejected: [], newKeyFingerprint: null },
    revision: { label: commitOf('780e3f1'), claim: null, pin: commitOf('780e3f1'), url: null },
    publisher: { level: 'known', name: 'Notion', builtBy: 'publisher', evidence: ['github.com/makenotion is in the list of known publishers.'] },
    checks: checksWith(
      checkOf('signature', { state: 'notApplicable', code: 'not_a_signed_namespace', message: 'Images of this repository are not signed by Docker.' }),
      checkOf('reference', { state: 'notApplicable', code: 'not_reached', message: 'There is no signature to read.' }),
      checkOf('claim', { state: 'notApplicable', code: 'not_reached', message: 'There is no signature to read.' }),
      checkOf('pin', { state: 'notApplicable', code: 'declared_only', message: 'The label equals the pin, but nothing proves the label: it is declared, not verified.' }),
    ),
  },
});

export const MISMATCH = rowOf({
  name: 'postgres', review: rowReviewOf('critical'),
  verification: {
    verdict: 'mismatch', summary: 'This image says it was built from a1b2c3d. The registry never pinned that commit.',
    revision: { label: NEVER, claim: NEVER, pin: commitOf('780e3f1'), url: null },
    pin: { state: 'never', kind: null, pinsBehind: null, daysBehind: null, history: [...HISTORY] },
    checks: checksWith(checkOf('pin', { state: 'failed', code: 'revision_never_pinned', message: 'The registry never pinned a1b2c3d for this server.', hint: 'Do not run this image. Report it to the owners of the catalog.', values: { revision: NEVER } })),
  },
});

export const UNSIGNED = rowOf({
  name: 'sqlite', server: { name: 'SQLite', title: 'SQLite', icon: null },
  verification: {
    verdict: 'mismatch', summary: 'Not signed, in a namespace where every image is.',
    signature: { state: 'unsigned', keyFingerprint: null, keyName: null, loggedAt: null, rejected: [], newKeyFingerprint: null },
    publisher: { level: 'community', name: null, builtBy: 'unknown', evidence: ['The owner of the source is not in the list of known publishers.'] },
    checks: checksWith(checkOf('signature', { state: 'failed', code: 'unsigned_in_signed_namespace', message: 'The registry has no signature for this digest, and every image of docker.io/mcp has one.', hint: 'Pull the image again from docker.io, and do not run this one.' })),
  },
});

export const INDETERMINATE = rowOf({
  name: 'stripe', review: rowReviewOf('high', false),
  verification: {
    verdict: 'indeterminate', summary: "Couldn't check: the registry didn't answer (time-out after 10 s).",
    signature: { state: 'indeterminate', keyFingerprint: null, keyName: null, loggedAt: null, rejected: [], newKeyFingerprint: null },
    checks: checksWith(
      checkOf('signature', { state: 'unknown', code: 'registry_timeout', message: 'docker.io gave no answer within 10 seconds.', hint: 'Check the network and the proxy, then verify again.', commands: ['curl -I https://registry-1.docker.io/v2/'] }),
      checkOf('claim', { state: 'unknown', code: 'not_reached', message: 'The signature was not read.' }),
    ),
  },
});

export const NEW_KEY = rowOf({
  name: 'duckduckgo',
  verification: {
    verdict: 'indeterminate', summary: "Couldn't check: signed by a published key that nobody has accepted yet.",
    signature: {
      state: 'indeterminate', keyFingerprint: NEW_KEY_FINGERPRINT, keyName: null, loggedAt: '2026-06-14T06:00:00Z', newKeyFingerprint: NEW_KEY_FINGERPRINT,
      rejected: [{ location: 'docker.io/mcp/signatures:sha256-4f4f.sig', code: 'signature_key_untrusted', detail: 'The signature is valid under a key that is not trusted.' }],
    },
    checks: checksWith(checkOf('signature', { state: 'unknown', code: 'new_key', message: 'The signature is valid under a new published key.', hint: 'Compare both fingerprints, then accept or refuse the new key.' })),
  },
});

export const UNCHECKED = rowOf({ name: 'brave-search', verification: null });

export const BY_DIGEST = rowOf({ name: 'context7', tags: [], verification: { publisher: { level: 'unknown', name: null, builtBy: 'docker', evidence: [] } } });

/** A row of each kind. */
export const ROWS: readonly WireImageRow[] = [VERIFIED, OUTDATED, WITHDRAWN, UNVERIFIED, MISMATCH, UNSIGNED, INDETERMINATE, NEW_KEY, UNCHECKED, BY_DIGEST];

const TEMPLATES = { verified: VERIFIED, outdated: OUTDATED, unverified: UNVERIFIED, mismatch: MISMATCH, indeterminate: INDETERMINATE } as const;

/** Many rows with all verdicts in turn. */
export function manyRows(count: number): WireImageRow[] {
  return Array.from({ length: count }, (_, index) => {
    const verdict = VERDICTS[(index * 7) % VERDICTS.length] ?? 'verified';
    return rowOf({ name: `server-${index}`, verification: TEMPLATES[verdict].verification });
  });
}
