import { codeSchema, type Code } from '../../contract/codes.ts';
import { commandsFor, type CommandSubject } from '../../contract/commands.ts';
import { describeCheck } from '../../contract/describe-check.ts';
import { summarizeVerdict } from '../../contract/summarize-verdict.ts';
import type { Verification, WireCheck } from '../../contract/verification.ts';
import { formatPlatform } from '../../core/image/platform.ts';
import type { PinInterval, PinPlacement } from '../../core/pin/pin-history.ts';
import type { SignatureSummary } from '../../core/signature/signature.ts';
import type { Check, Decision } from '../../core/verdict/verdict.ts';
import type { SubjectVerification } from '../verify/verify-subject.ts';
import { toCommandSubject } from './to-command-subject.ts';
import type { World } from '../world.ts';
import { commitUrl } from './commit-url.ts';

/** A decision in the form of the wire: every code gets its words, every step its commands. */
export function toVerification(world: World, result: SubjectVerification): Verification {
  const { subject, decision, facts } = result;
  const catalog = facts.catalog.known ? facts.catalog.value : null;
  const entry = catalog?.entry.known === true ? catalog.entry.value : null;
  const code = decision.code === null ? null : toCode(decision.code);
  const checks = decision.checks.map((check) => ({ ...check, code: check.code === null ? null : toCode(check.code) }));
  const commands = toCommandSubject(result, world);
  return {
    reference: subject.reference,
    verdict: decision.verdict,
    summary: summarizeVerdict({ verdict: decision.verdict, code, checks }, signerOf(decision, world)),
    server: entry === null ? null : { name: entry.name, title: entry.title, icon: entry.icon },
    image: {
      id: subject.kind === 'local' ? subject.image.id : null,
      digest: subject.digest,
      platform: result.platform === null ? null : formatPlatform(result.platform),
    },
    checks: checks.map((check) => toWireCheck(check, commands)),
    revision: { ...decision.revision, url: commitUrl(entry?.source?.project ?? null, decision.revision.label) },
    pin: toWirePin(decision.pin, catalog?.history?.intervals ?? []),
    signature: toWireSignature(decision.signature),
    publisher: { ...decision.publisher, evidence: [...decision.publisher.evidence] },
    catalogFetchedAt: catalog?.fetchedAt ?? null,
    checkedAt: new Date(result.checkedAt).toISOString(),
  };
}

/** The code unions of the core are parts of the contract's; this is where that is checked while running. */
function toCode(code: string): Code {
  return codeSchema.parse(code);
}

/** Who is known to hold the key; of a key that somebody configured only its name is known. */
function signerOf({ signature }: Decision, { handbook }: World): string | null {
  return signature.state === 'verified' && handbook.dockerKeys.has(signature.signature.keyFingerprint) ? 'Docker' : null;
}

function toWireCheck(check: Omit<Check, 'code'> & { readonly code: Code | null }, subject: CommandSubject): WireCheck {
  return { ...check, values: { ...check.values }, ...describeCheck(check), commands: [...commandsFor(check.id, subject)] };
}

function toWirePin(placement: PinPlacement, intervals: readonly PinInterval[]): Verification['pin'] {
  const former = placement.state === 'former' ? placement : null;
  return {
    state: placement.state,
    kind: former?.kind ?? null,
    pinsBehind: former?.pinsBehind ?? (placement.state === 'current' ? 0 : null),
    daysBehind: former?.daysBehind ?? (placement.state === 'current' ? 0 : null),
    history: intervals.map(({ commit, project, from, until }) => ({ commit, project, from, until })),
  };
}

function toWireSignature(summary: SignatureSummary): Verification['signature'] {
  const valid = summary.state === 'verified' ? summary.signature : null;
  const rejected = 'rejected' in summary ? summary.rejected : [];
  return {
    state: summary.state,
    keyFingerprint: valid?.keyFingerprint ?? null,
    keyName: valid?.keyName ?? null,
    loggedAt: valid?.loggedAt ?? null,
    rejected: rejected.map(({ location, code, detail }) => ({ location, code, detail })),
    newKeyFingerprint: summary.state === 'indeterminate' ? summary.newKeyFingerprint : null,
  };
}
