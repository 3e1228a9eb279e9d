import { z } from 'zod';
import type { LogEntry } from './evidence.ts';
import { readLogEntryBody } from './log-entry-body.ts';
import { readBase64, readJson } from './read-json.ts';
import { SignatureRefusal } from './refusal.ts';

const MAX_LOG_BUNDLE_LENGTH = 262_144;

/** A 32-byte log id in lower-case hexadecimal, as the log signs it. */
const LOG_ID = /^[0-9a-f]{64}$/;

/** cosign's `dev.sigstore.cosign/bundle`: numbers are JSON integers here, texts are refused. */
const logBundle = z.object({
  SignedEntryTimestamp: z.string(),
  Payload: z.object({
    body: z.string(),
    integratedTime: z.int().nonnegative(),
    logIndex: z.int().nonnegative(),
    logID: z.string().regex(LOG_ID),
  }),
});

/**
 * Reads the log entry beside a `.sig` signature.
 * @throws SignatureRefusal `log_entry_missing`, `log_entry_malformed`
 */
export function readLogBundle(text: string | undefined): LogEntry {
  if (text === undefined || text === '') throw new SignatureRefusal('log_entry_missing', 'no log entry');
  if (text.length > MAX_LOG_BUNDLE_LENGTH) throw new SignatureRefusal('log_entry_malformed', 'log entry too large');
  const code = 'log_entry_malformed';
  const { SignedEntryTimestamp, Payload } = readJson(text, { schema: logBundle, what: 'log entry', malformed: code });
  const body = readBase64(Payload.body, 'log entry body', code);
  return {
    logIndex: String(Payload.logIndex),
    integratedTime: Payload.integratedTime,
    logId: Buffer.from(Payload.logID, 'hex'),
    body,
    logged: readLogEntryBody(body, [{ kind: 'hashedrekord', version: '0.0.1' }]),
    entryTimestamp: readBase64(SignedEntryTimestamp, 'SignedEntryTimestamp', code),
    proof: null,
  };
}
