import { CodedError } from '../../core/coded-error.ts';
import type { Verification } from '../../contract/verification.ts';
import { toMarkdown } from '../present/to-markdown.ts';
import type { ExportedReport, ExportRequest } from './application.ts';
import { readImage, readImages, type ImageReader } from './read-images.ts';

/** Exports what was verified so far: one row, or all of them. Throws `image_not_found` when there is nothing to tell. */
export async function exportReport(reader: ImageReader, { format, key }: ExportRequest, signal: AbortSignal): Promise<ExportedReport> {
  const verifications = await collect(reader, key, signal);
  if (verifications.length === 0) throw new CodedError('image_not_found', 'Nothing was verified yet.');
  const now = new Date(reader.world.clock()).toISOString();
  const name = `mcp-trust-${now.slice(0, 10)}`;
  return format === 'json'
    ? { text: `${JSON.stringify(verifications, null, 2)}\n`, fileName: `${name}.json` }
    : { text: toMarkdown(verifications, now), fileName: `${name}.md` };
}

async function collect(reader: ImageReader, key: string | null, signal: AbortSignal): Promise<readonly Verification[]> {
  const rows = key === null
    ? (await readImages(reader, { offset: 0, limit: Number.MAX_SAFE_INTEGER }, signal)).rows
    : [await readImage(reader, key, signal)];
  return rows.flatMap((row) => (row?.verification ? [row.verification] : []));
}
