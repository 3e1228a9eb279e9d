import { makeRegistry, type RegistryCommit } from '../../fixtures/registry/make-registry.ts';
import { entryFile } from '../../fixtures/registry/server-yaml.ts';
import { LAST_PIN, pinOf, serverName } from './signed-images.ts';

const DAY = 24 * 60 * 60;
/** The pins are spread over these days; the last one is older than the images' signatures. */
const [FIRST_DAY, LAST_DAY] = [200, 2];

/** A bare registry repository: each server is pinned `pins` times, one commit of the registry a pin, in turns. */
export function makePinRegistry(folder: string, { servers, pins }: { readonly servers: number; readonly pins: number }): void {
  const start = Math.floor(Date.now() / 1000) - FIRST_DAY * DAY;
  const commits = Array.from({ length: servers * pins }, (_, step): RegistryCommit => {
    const server = serverName(step % servers);
    const number = Math.floor(step / servers);
    const commit = pinOf(server, number === pins - 1 ? LAST_PIN : number);
    return { seconds: start + Math.floor((step * (FIRST_DAY - LAST_DAY) * DAY) / (servers * pins)), files: entryFile(server, { commit }) };
  });
  makeRegistry(folder, commits);
}
