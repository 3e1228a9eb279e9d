import fc from 'fast-check';
import { CodedError } from '../../backend/core/coded-error.ts';
import { codeSchema } from '../../backend/contract/codes.ts';
import type { Manifest } from '../../backend/core/image/manifest.ts';
import { parseManifest } from '../../backend/core/image/parse-manifest.ts';
import { BUNDLE_MEDIA_TYPE } from '../../backend/core/signature/sigstore-bundle.ts';
import { bundleMaterial, simpleMaterial } from '../core/signature/support/signed-world.ts';
import { blobs, bundles, manifests, simpleSignatures } from './fuzz-bases.ts';
import { mutateBytes, mutateText } from './mutate-text.ts';
import { assertHonest } from './oracle.ts';
import type { Step } from './step.ts';

/** What was found in a run, by state or code. */
export type Tally = Map<string, number>;

interface Input {
  readonly target: number;
  readonly base: number;
  readonly donor: number;
  readonly steps: readonly Step[];
}

const number = fc.nat({ max: 1_000_000 });
const step = fc.record({ kind: number, at: number, value: number });
const input = fc.record({ target: fc.nat(2), base: number, donor: number, steps: fc.array(step, { minLength: 1, maxLength: 4 }) });

/** The property that no input breaks; the tally says what the inputs were like. */
export function fuzzProperty(tally: Tally): fc.IProperty<[Input]> {
  const targets = [fuzzSimple, fuzzBundle, fuzzManifest];
  return fc.property(input, (chosen) => {
    for (const outcome of targets[chosen.target]?.(chosen) ?? []) tally.set(outcome, (tally.get(outcome) ?? 0) + 1);
  });
}

function* fuzzSimple({ base, donor, steps }: Input): Generator<string> {
  const [own, other] = [pick(simpleSignatures, base), pick(simpleSignatures, donor)];
  let { payload } = own;
  const annotations = { ...own.annotations };
  for (const one of steps) {
    const names = ['payload', ...Object.keys(annotations)];
    const name = pick(names, one.at);
    if (name === 'payload') payload = mutateBytes(payload, one, other.payload);
    else annotations[name] = mutateText(annotations[name] ?? '', one, other.annotations[name] ?? '');
  }
  const finding = assertHonest(simpleMaterial({ payload, annotations }));
  yield finding.state === 'valid' ? 'valid' : finding.code;
}

function* fuzzBundle({ base, donor, steps }: Input): Generator<string> {
  const mutated = steps.reduce((bytes, one) => mutateBytes(bytes, one, pick(bundles, donor)), pick(bundles, base));
  const finding = assertHonest(bundleMaterial(mutated));
  yield finding.state === 'valid' ? 'valid' : finding.code;
}

/** A registry serves the mutated manifest; blobs come by digest, so only genuine ones come. */
function* fuzzManifest({ base, donor, steps }: Input): Generator<string> {
  const bytes = steps.reduce((mutated, one) => mutateBytes(mutated, one, pick(manifests, donor)), pick(manifests, base));
  const manifest = readManifest(bytes);
  if (typeof manifest === 'string') yield manifest;
  else if (manifest.kind === 'index') yield 'index';
  else {
    for (const layer of manifest.layers) {
      const blob = blobs.get(layer.digest) ?? Buffer.alloc(0);
      const material = layer.mediaType === BUNDLE_MEDIA_TYPE ? bundleMaterial(blob) : simpleMaterial({ payload: blob, annotations: layer.annotations });
      const finding = assertHonest(material);
      yield finding.state === 'valid' ? 'valid' : finding.code;
    }
  }
}

function readManifest(bytes: Buffer): Manifest | string {
  try {
    return parseManifest(bytes, 'application/vnd.oci.image.manifest.v1+json');
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    return codeSchema.parse(error.code);
  }
}

function pick<T>(list: readonly [T, ...T[]] | readonly T[], number_: number): T {
  const chosen = list[number_ % list.length];
  if (chosen === undefined) throw new Error('an empty list');
  return chosen;
}
