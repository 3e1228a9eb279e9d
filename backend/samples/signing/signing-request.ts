import type { Digest } from '../../core/image/digest.ts';
import type { SampleLog } from './sample-log.ts';
import type { SigningKey } from './signing-key.ts';

/** What is to be signed, by whom, and when the log sees it. */
export interface SigningRequest {
  readonly digest: Digest;
  /** Signed annotations (`cosign sign -a key=value`); null for none. */
  readonly claims: Readonly<Record<string, string>> | null;
  readonly key: SigningKey;
  readonly log: SampleLog;
  readonly at: Date;
}
