import { toDetail } from './refusal.ts';
import type { RejectedSignature, SignatureFinding, SignatureGap, SignatureSummary, UndecidedSignature, ValidSignature } from './signature.ts';
import type { RejectionCode } from './signature-code.ts';
import type { SignatureTrust } from './trust.ts';

export interface SummaryOptions {
  readonly require: SignatureTrust['require'];
  /** Where signatures were looked for, for "unsigned". */
  readonly locations: readonly string[];
}

/** Most telling first: contradictions about what was signed, then about the log, then what could not even be read. */
const MOST_TELLING: readonly RejectionCode[] = [
  'signature_digest_differs', 'signature_claims_conflict', 'signature_cryptography_invalid', 'log_entry_differs',
  'log_entry_invalid', 'signature_key_expired', 'log_untrusted', 'signature_payload_duplicate_key',
  'signature_key_untrusted', 'signature_type_wrong', 'log_entry_kind_wrong', 'signature_payload_malformed',
  'log_entry_missing', 'log_entry_malformed', 'signature_malformed',
];

/** What a stranger may leave beside an image: it tells that somebody else signed, and nothing about the trusted signer. */
const FOREIGN: ReadonlySet<RejectionCode> = new Set(['signature_key_untrusted', 'signature_type_wrong']);

interface Sorted {
  readonly valid: readonly ValidSignature[];
  readonly rejected: readonly RejectedSignature[];
  readonly open: readonly (UndecidedSignature | SignatureGap)[];
}

/**
 * Joins all that was found about one digest. With `one`, a single valid signature suffices; with `all`, none may be
 * wrong or unread. A contradiction outweighs a gap, but a stranger's signature is none while a place is unread: what could
 * not be read may be the valid one. Only when nothing was found and nothing is open is it unsigned.
 */
export function summarizeSignatures(
  findings: readonly SignatureFinding[],
  gaps: readonly SignatureGap[],
  { require, locations }: SummaryOptions,
): SignatureSummary {
  const valid = findings.filter((finding) => finding.state === 'valid').sort(compareValid);
  const rejected = [...findings.filter((finding) => finding.state === 'rejected'), ...toConflict(valid)].sort(compareRejected);
  const open = [...findings.filter((finding) => finding.state === 'undecided'), ...gaps].sort(compareOpen);
  const sorted = { valid, rejected, open };
  return (require === 'one' ? toVerified(sorted) : null) ?? toInvalid(sorted) ?? toIndeterminate(sorted)
    ?? toVerified(sorted) ?? { state: 'unsigned', locations };
}

function toVerified({ valid, rejected }: Sorted): SignatureSummary | null {
  const [signature, ...others] = valid;
  const isConflict = rejected.some(({ code }) => code === 'signature_claims_conflict');
  return signature === undefined || isConflict ? null : { state: 'verified', signature, others, rejected };
}

function toInvalid({ rejected, open }: Sorted): SignatureSummary | null {
  const [first] = rejected;
  const mayBeElsewhere = open.length > 0 && rejected.every(({ code }) => FOREIGN.has(code));
  return first === undefined || mayBeElsewhere ? null : { state: 'invalid', code: first.code, rejected };
}

function toIndeterminate({ open, rejected }: Sorted): SignatureSummary | null {
  const [first] = open;
  if (first === undefined) return null;
  const newKeyFingerprint = 'keyFingerprint' in first ? first.keyFingerprint : null;
  return { state: 'indeterminate', code: first.code, detail: toDetail(first.detail), rejected, newKeyFingerprint };
}

/** Two signatures of one digest cannot both be right about its revision. Hexadecimal digits are compared without case. */
function toConflict(valid: readonly ValidSignature[]): readonly RejectedSignature[] {
  const claims = new Set(valid.flatMap(({ claim }) => (claim === null ? [] : [claim.toLowerCase()])));
  if (claims.size < 2) return [];
  const location = valid.map((signature) => signature.location).join(', ');
  return [{ state: 'rejected', location, code: 'signature_claims_conflict', detail: toDetail([...claims].join(', ')) }];
}

/** The signature that says most stands first: with a claim, with a repository, logged last. */
function compareValid(one: ValidSignature, other: ValidSignature): number {
  return (
    Number(one.claim === null) - Number(other.claim === null) ||
    Number(one.repository === null) - Number(other.repository === null) ||
    compareText(other.loggedAt, one.loggedAt) ||
    compareText(one.location, other.location)
  );
}

function compareRejected(one: RejectedSignature, other: RejectedSignature): number {
  return MOST_TELLING.indexOf(one.code) - MOST_TELLING.indexOf(other.code) || compareText(one.location, other.location);
}

function compareOpen(one: UndecidedSignature | SignatureGap, other: UndecidedSignature | SignatureGap): number {
  return Number(one.code !== 'new_key') - Number(other.code !== 'new_key') || compareText(one.location, other.location);
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
