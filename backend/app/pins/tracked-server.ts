import type { InspectedEntry, TrackedSource } from '../../core/pin/validate-entry.ts';
import type { RegistryFile } from '../../ports/registry-folder.ts';

/** A local server with an entry that can be used. */
export interface TrackedServer {
  readonly file: RegistryFile;
  readonly source: TrackedSource;
  readonly entry: InspectedEntry;
}

/** Servers by project, so that each project is asked once. On the big forges two spellings stay two: git asks what stands there. */
export function groupByProject(servers: readonly TrackedServer[]): readonly (readonly [string, readonly TrackedServer[]])[] {
  return [...Map.groupBy(servers, ({ source }) => source.project)];
}
