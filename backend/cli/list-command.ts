import { listImages } from '../app/images/list-images.ts';
import type { ListedImage } from '../app/images/listed-image.ts';
import { REVISION_LABEL } from '../app/facts/read-labels.ts';
import type { World } from '../app/world.ts';
import { plainText } from '../contract/fill.ts';
import { formatRepository } from '../core/image/repository.ts';
import type { CommandIo } from './command-io.ts';
import { printJson } from './print-json.ts';
import { printTable } from './print-table.ts';
import type { ListFlags } from './flags.ts';

export interface ListCommand {
  readonly world: World;
  readonly flags: ListFlags;
  readonly io: CommandIo;
  readonly signal: AbortSignal;
}

const HEAD = ['IMAGE', 'SERVER', 'REVISION', 'DIGEST', 'LISTED FOR'];

/** `mcp-trust list`: MCP images of the engine, by name. Nothing is verified. */
export async function listCommand({ world, flags, io, signal }: ListCommand): Promise<number> {
  const images = [...(await listImages(world, signal))].sort((left, right) => left.reference.localeCompare(right.reference, 'en'));
  if (flags.format === 'json') io.out(printJson(images.map(toJson)));
  else if (images.length === 0) io.out('No MCP images were found on this machine.\n');
  else io.out(printTable(HEAD, images.map(toRow)));
  return 0;
}

function toRow({ reference, entry, image, digest, listedFor }: ListedImage): readonly string[] {
  return [
    plainText(reference),
    plainText(entry?.name ?? '-'),
    plainText(image.labels[REVISION_LABEL]?.slice(0, 7) ?? '-'),
    digest === null ? '-' : digest.slice(0, 'sha256:'.length + 12),
    listedFor,
  ];
}

function toJson(listed: ListedImage): object {
  const { reference, repository, tags, digest, image, listedFor, entry } = listed;
  return {
    reference,
    repository: formatRepository(repository),
    tags,
    id: image.id,
    digest,
    createdAt: image.createdAt,
    sizeBytes: image.sizeBytes,
    listedFor,
    server: entry === null ? null : { name: entry.name, title: entry.title },
    labelRevision: image.labels[REVISION_LABEL] ?? null,
  };
}
