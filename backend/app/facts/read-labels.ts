import { parseImageConfig } from '../../core/image/image-config.ts';
import type { Digest } from '../../core/image/digest.ts';
import { runnablePlatforms, type ImageManifest } from '../../core/image/manifest.ts';
import { isSamePlatform, type Platform } from '../../core/image/platform.ts';
import type { Repository } from '../../core/image/repository.ts';
import { CodedError } from '../../core/coded-error.ts';
import type { Known, RevisionLabel } from '../../core/verdict/facts.ts';
import type { ContentSource } from '../../ports/content-source.ts';
import { isPortError } from '../../ports/port-error.ts';

/** OCI image spec, annotations: "Source control revision identifier for the packaged software". */
export const REVISION_LABEL = 'org.opencontainers.image.revision';
const MAX_CONFIG_BYTES = 4 * 1024 * 1024;
const MAX_PLATFORMS = 32;

export interface LabelRequest {
  readonly repository: Repository;
  readonly digest: Digest;
  /** Only this platform counts; null means every runnable one (attestation manifests never do). */
  readonly platform: Platform | null;
  readonly content: ContentSource;
  readonly signal: AbortSignal;
}

/**
 * The revision label of each platform of an image that is not in an engine.
 * @throws CodedError `platform_not_found` when the asked platform is not there
 */
export async function readLabels(request: LabelRequest): Promise<Known<readonly RevisionLabel[]>> {
  try {
    return { known: true, value: await fetchLabels(request) };
  } catch (error) {
    if (!isPortError(error) || isInputError(error)) throw error;
    return { known: false, code: error.code, detail: error.message };
  }
}

async function fetchLabels(request: LabelRequest): Promise<readonly RevisionLabel[]> {
  const { content, repository, digest, platform, signal } = request;
  const { manifest } = await content.fetchManifest(repository, digest, { signal });
  if (manifest.kind === 'image') {
    const label = await readConfig(request, manifest);
    return selectPlatform([label], platform);
  }
  const listed = runnablePlatforms(manifest).filter((entry) => platform === null || entry.platform === null || isSamePlatform(entry.platform, platform));
  if (listed.length > MAX_PLATFORMS) throw new CodedError('content_too_large', `the index lists ${listed.length} platforms`);
  const labels = await Promise.all(listed.map(async (entry) => {
    const inner = await content.fetchManifest(repository, entry.digest, { signal });
    if (inner.manifest.kind !== 'image') throw new CodedError('manifest_malformed', 'an index inside an index');
    return readConfig(request, inner.manifest);
  }));
  return selectPlatform(labels, platform);
}

async function readConfig({ content, repository, signal }: LabelRequest, manifest: ImageManifest): Promise<RevisionLabel> {
  const config = parseImageConfig(await content.fetchBlob(repository, manifest.config, { signal, maxBytes: MAX_CONFIG_BYTES }));
  return { platform: config.platform, value: config.labels[REVISION_LABEL] ?? null };
}

function selectPlatform(labels: readonly RevisionLabel[], platform: Platform | null): readonly RevisionLabel[] {
  const selected = platform === null ? labels : labels.filter((label) => isSamePlatform(label.platform, platform));
  if (selected.length === 0) throw new CodedError('platform_not_found', 'The image has no such platform.');
  return selected;
}

function isInputError(error: CodedError): boolean {
  return error.code === 'platform_not_found';
}
