import { CodedError } from '../../core/coded-error.ts';

/** Docker Engine API, `ContainerAttach`, "Stream format": stream, three zeros, size. */
const HEADER_BYTES = 8;
const STANDARD_OUTPUT = 1;
const STANDARD_ERROR = 2;

export interface FrameTargets {
  readonly output: (bytes: Buffer) => void;
  readonly error: (bytes: Buffer) => void;
}

/**
 * Takes an attached connection apart into its two streams, in whatever pieces it comes, and keeps nothing but a header.
 * The reader throws CodedError `sandbox_failed` for what is no frame.
 */
export function createFrameReader(targets: FrameTargets): (chunk: Buffer) => void {
  let header = Buffer.alloc(0);
  let remaining = 0;
  let target = targets.output;

  const readHeader = (chunk: Buffer): Buffer => {
    const missing = HEADER_BYTES - header.length;
    header = Buffer.concat([header, chunk.subarray(0, missing)]);
    if (header.length === HEADER_BYTES) {
      target = toTarget(header, targets);
      remaining = header.readUInt32BE(4);
      header = Buffer.alloc(0);
    }
    return chunk.subarray(missing);
  };
  const readPayload = (chunk: Buffer): Buffer => {
    const payload = chunk.subarray(0, remaining);
    remaining -= payload.length;
    target(payload);
    return chunk.subarray(payload.length);
  };
  return (chunk) => {
    let rest = chunk;
    while (rest.length > 0) rest = remaining === 0 ? readHeader(rest) : readPayload(rest);
  };
}

function toTarget(header: Buffer, targets: FrameTargets): (bytes: Buffer) => void {
  const isPadded = header.readUIntBE(1, 3) === 0;
  if (isPadded && header[0] === STANDARD_OUTPUT) return targets.output;
  if (isPadded && header[0] === STANDARD_ERROR) return targets.error;
  throw new CodedError('sandbox_failed', 'The engine framed the output of a container in an unknown way.');
}
