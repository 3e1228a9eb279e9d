import { randomUUID } from 'node:crypto';
import { pack, type Header } from 'tar-stream';
import { z } from 'zod';
import { BOX_LABELS } from '../../../../backend/adapters/sandbox/box-labels.ts';
import type { FetchedSource } from '../../../../backend/ports/sandbox.ts';
import type { BoxPlace } from './box-place.ts';

export type SourceEntry = Pick<Header, 'name'> & Partial<Omit<Header, 'name'>> & { readonly content?: string };

/** A volume with these entries, as a fetch would have left it; hostile ones as well. */
export async function fillSource(place: BoxPlace, entries: readonly SourceEntry[]): Promise<FetchedSource> {
  const volume = `mcp-trust-${place.run}-${randomUUID()}`;
  await place.maker.createVolume(volume, { [BOX_LABELS.run]: place.run });
  const tar = pack();
  for (const { content = '', ...header } of entries) tar.entry(header, content);
  tar.finalize();
  await place.maker.fillVolume(volume, bytesOf(tar), { signal: new AbortController().signal, timeoutMs: 60_000 });
  return {
    volume,
    scope: { mode: 'full', project: 'https://github.com/example/server', head: 'a'.repeat(40), base: null, directory: null, commits: [], isBaseAncestor: null, changedFiles: [] },
    coverage: { files: entries.length, bytes: 0, skipped: [] },
  };
}

async function* bytesOf(stream: AsyncIterable<unknown>): AsyncGenerator<Uint8Array> {
  for await (const chunk of stream) yield z.instanceof(Uint8Array).parse(chunk);
}
