import type { Code } from '../../../../backend/contract/codes.ts';
import type { VerdictName } from '../../../../backend/contract/verification.ts';
import { answer, breakOff, refuse, type Fault } from './registry-proxy.ts';
import { CLIPBOARD_IMAGE, CURRENT, FORMER, NEVER, SPECIAL } from './trial-catalog.ts';
import {
  both, brokenEntry, brokenSignature, bundle, entryOfAnother, laterEntry, otherKindOfEntry, payload, signatureOfAnother, simple, transplanted,
  unsigned, withoutEntry, type Sign,
} from './trial-signatures.ts';

export interface Expectation {
  readonly verdict: VerdictName;
  /** Of the first failed check, else of the first unknown one, else of the first that does not apply. */
  readonly code: Code | null;
}

/** One image that is pushed, signed and pulled, and what is to be said of it. */
export interface TrialCase extends Expectation {
  /** Its server in the catalog; the repository is `mcp/<name>` unless said. */
  readonly name: string;
  readonly why: string;
  readonly repository?: string;
  readonly labels?: Readonly<Record<string, string>>;
  /** The revision label; CURRENT when absent. */
  readonly label?: string | null;
  readonly sign?: Sign;
  /** What the registry answers to requests for its signature or for its own manifests; or a payload that is altered on its way. */
  readonly fault?: { readonly of: 'signature' | 'image'; readonly fault: Fault } | { readonly of: 'payload' };
  /** Where the other store can know less or more. */
  readonly containerd?: Expectation;
  readonly isInCatalog?: boolean;
}

const honest = simple();
const redirect = refuse(307, 'MOVED', { location: 'http://192.0.2.1/' });

const PROVEN: readonly TrialCase[] = [
  { name: 'fresh', why: 'signed, and built from the current pin', verdict: 'verified', code: null },
  { name: 'bundled', why: 'the same in the newer format', sign: bundle(), verdict: 'verified', code: null },
  { name: 'claimless', why: 'the signature claims no revision; the label is signed with the digest', sign: simple(() => ({ claim: null })), verdict: 'verified', code: null },
  { name: 'shouting', why: 'the label is written in upper case', label: CURRENT.toUpperCase(), verdict: 'verified', code: null },
  { name: 'rotated', why: 'one valid signature beside one of a stranger', sign: both(simple(({ stranger }) => ({ key: stranger })), honest), verdict: 'verified', code: null },
  { name: 'former', why: 'built from a former pin', label: FORMER, verdict: 'outdated', code: null },
  { name: SPECIAL.withdrawn, why: 'the registry went back from its commit', verdict: 'outdated', code: null },
  { name: SPECIAL.removed, why: 'the registry removed its server', label: FORMER, verdict: 'outdated', code: null },
];

const UNPROVEN: readonly TrialCase[] = [
  { name: SPECIAL.clipboard, repository: CLIPBOARD_IMAGE, why: 'its label equals the pin, and nothing is signed', sign: unsigned, verdict: 'unverified', code: 'not_a_signed_namespace' },
  { name: 'side', repository: 'someone/side', why: 'says itself that it is an MCP server', labels: { 'io.modelcontextprotocol.server.name': 'side' }, sign: unsigned, verdict: 'unverified', code: 'not_a_signed_namespace', isInCatalog: false },
  { name: 'unlisted', why: 'signed, and in no catalog', verdict: 'unverified', code: 'not_in_catalog', isInCatalog: false },
  { name: SPECIAL.archive, why: 'signed before its server had pins', label: NEVER, sign: simple(() => ({ daysAgo: 180 })), verdict: 'unverified', code: 'before_pinning' },
  { name: SPECIAL.pinless, why: 'its server has no pins', verdict: 'unverified', code: 'server_without_pins' },
];

const CONTRADICTED: readonly TrialCase[] = [
  { name: 'unsigned', why: 'unsigned where all is signed', sign: unsigned, verdict: 'mismatch', code: 'unsigned_in_signed_namespace' },
  { name: 'twin-served', why: 'signed for another server', sign: simple(() => ({ reference: 'index.docker.io/mcp/fresh' })), verdict: 'mismatch', code: 'signed_for_other_server' },
  { name: 'claimant', why: 'the signature claims another revision', sign: simple(() => ({ claim: FORMER })), verdict: 'mismatch', code: 'claim_differs_from_label' },
  { name: 'bare', why: 'no label in the signed namespace', label: null, verdict: 'mismatch', code: 'label_missing' },
  { name: 'short', why: 'a prefix is no commit', label: CURRENT.slice(0, 12), verdict: 'mismatch', code: 'label_malformed' },
  { name: 'loud', why: 'the label holds control characters', label: `${CURRENT}\u001b[31m\n`, verdict: 'mismatch', code: 'label_malformed' },
  { name: 'never', why: 'its commit was never pinned', label: NEVER, verdict: 'mismatch', code: 'revision_never_pinned' },
  { name: 'transplanted', why: 'carries the signature of another image', sign: transplanted, verdict: 'mismatch', code: 'signature_digest_differs' },
  { name: 'swapped', why: 'the signature was made over other bytes', sign: signatureOfAnother, verdict: 'mismatch', code: 'signature_cryptography_invalid' },
  { name: 'strange', why: 'signed by nobody that is trusted', sign: simple(({ stranger }) => ({ key: stranger })), verdict: 'mismatch', code: 'signature_key_untrusted' },
  { name: 'torn', why: 'the signature is not base64', sign: brokenSignature, verdict: 'mismatch', code: 'signature_malformed' },
  { name: 'mumbled', why: 'the payload is no JSON', sign: payload((text) => text.slice(1)), verdict: 'mismatch', code: 'signature_payload_malformed' },
  { name: 'doubled', why: 'the payload names two digests', sign: payload((text) => text.replace('{"docker-manifest', '{"docker-manifest-digest":"sha256:00","docker-manifest')), verdict: 'mismatch', code: 'signature_payload_duplicate_key' },
  { name: 'typed', why: 'the payload is of another type', sign: payload((text) => text.replace('cosign container', 'atomic container')), verdict: 'mismatch', code: 'signature_type_wrong' },
  { name: 'torn-apart', why: 'two valid signatures claim two revisions', sign: both(honest, simple(() => ({ claim: FORMER }))), verdict: 'mismatch', code: 'signature_claims_conflict' },
  { name: 'unlogged', why: 'no log entry', sign: withoutEntry, verdict: 'mismatch', code: 'log_entry_missing' },
  { name: 'mislogged', why: 'the log entry is no JSON', sign: brokenEntry, verdict: 'mismatch', code: 'log_entry_malformed' },
  { name: 'miskind', why: 'the log entry is of another kind', sign: otherKindOfEntry, verdict: 'mismatch', code: 'log_entry_kind_wrong' },
  { name: 'other-entry', why: 'the log entry is about another signature', sign: entryOfAnother, verdict: 'mismatch', code: 'log_entry_differs' },
  { name: 'postdated', why: 'the log did not sign that time', sign: laterEntry, verdict: 'mismatch', code: 'log_entry_invalid' },
  { name: 'strange-log', why: 'a log that nobody knows', sign: simple(({ strangeLog }) => ({ log: strangeLog })), verdict: 'mismatch', code: 'log_untrusted' },
];

const UNKNOWN: readonly TrialCase[] = [
  { name: 'announced', why: 'signed by a key that nobody accepted yet', sign: simple(({ announced }) => ({ key: announced })), verdict: 'indeterminate', code: 'new_key' },
  { name: 'timeless', why: 'a log entry without a time that the log signed', sign: bundle([['verificationMaterial|tlogEntries|0|inclusionPromise', undefined]]), verdict: 'indeterminate', code: 'signature_format_unsupported' },
  { name: 'tomorrow', why: 'logged after the catalog was fetched', label: NEVER, sign: simple(() => ({ daysAgo: -1 })), verdict: 'indeterminate', code: 'catalog_older_than_image' },
  { name: SPECIAL.unreadable, why: 'its entry cannot be read', verdict: 'indeterminate', code: 'entry_unreadable' },
  { name: 'locked', why: 'the registry asks who that is', fault: { of: 'signature', fault: refuse(401, 'UNAUTHORIZED', { 'www-authenticate': 'Basic realm="trial"' }) }, verdict: 'indeterminate', code: 'registry_unauthorized' },
  { name: 'forbidden', why: 'the registry refuses', fault: { of: 'signature', fault: refuse(403, 'DENIED') }, verdict: 'indeterminate', code: 'registry_forbidden' },
  { name: 'down', why: 'the registry is out of order', fault: { of: 'signature', fault: refuse(503, 'UNAVAILABLE') }, verdict: 'indeterminate', code: 'registry_unavailable' },
  { name: 'portal', why: 'a page stands where the manifest belongs', fault: { of: 'signature', fault: answer('<html>Welcome to our Wi-Fi</html>', 'text/html') }, verdict: 'indeterminate', code: 'registry_bad_answer' },
  { name: 'elsewhere', why: 'the registry leads to a place without TLS', fault: { of: 'signature', fault: redirect }, verdict: 'indeterminate', code: 'registry_redirect_refused' },
  { name: 'cut', why: 'the manifest breaks off', fault: { of: 'signature', fault: breakOff }, verdict: 'indeterminate', code: 'registry_bad_answer' },
  { name: 'altered', why: 'the payload is not what its digest says', fault: { of: 'payload' }, verdict: 'indeterminate', code: 'content_digest_differs' },
  { name: 'unbound', why: 'its own manifest may not be read', fault: { of: 'image', fault: refuse(403, 'DENIED') }, verdict: 'indeterminate', code: 'registry_forbidden', containerd: { verdict: 'verified', code: null } },
];

export const TRIAL_CASES: readonly TrialCase[] = [...PROVEN, ...UNPROVEN, ...CONTRADICTED, ...UNKNOWN];

export function repositoryOf({ name, repository = `mcp/${name}` }: TrialCase): string {
  return repository;
}

/** Servers that the catalog knows in the usual way. */
export const TRIAL_SERVERS: readonly string[] = [
  ...TRIAL_CASES.filter(({ name, isInCatalog }) => isInCatalog !== false && !Object.hasOwn(SPECIAL, name)).map(({ name }) => name),
  'twin-tagged', 'imported', 'indexed', 'platform', 'differing', 'gone', 'moved', 'cosigned-2', 'cosigned-3', 'kit-simple', 'kit-bundle',
];
