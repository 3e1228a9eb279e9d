import type { Code } from './codes.ts';
import type { CodeWords } from './code-words.ts';

/** The engine, git, the store and files of this machine, and faults of our own. */
export const MACHINE_WORDS = {
  engine_absent: {
    title: 'No Docker engine',
    message: 'No Docker engine was found on this machine.',
    hint: 'Start Docker Desktop, or set DOCKER_HOST. Images can be verified straight from their registry without one.',
  },
  engine_unreachable: { title: 'Docker does not answer', message: 'The Docker engine could not be reached[: {detail}].', hint: 'Start Docker Desktop and try again.' },
  engine_forbidden: {
    title: 'No access to Docker',
    message: 'This account may not talk to the Docker engine[: {detail}].',
    hint: 'Use an account that may (on Linux: a member of the docker group).',
  },
  engine_timeout: { title: 'Docker is too slow', message: "The Docker engine didn't answer in time[: {detail}].", hint: 'Try again; restart Docker if it stays so.' },
  engine_failed: { title: 'Docker reports an error', message: 'The Docker engine reports an error[: {detail}].', hint: 'Try again; restart Docker if it stays so.' },
  image_not_found: { title: 'No such image', message: 'The image is not on this machine[: {detail}].', hint: 'Refresh the list: it may have been removed.' },
  catalog_unavailable: {
    title: 'No catalog',
    message: 'The catalog of MCP servers could not be fetched[: {detail}].',
    hint: 'Check the network and the catalog source in settings, then refresh the catalog.',
  },
  catalog_loading: { title: 'Catalog loading', message: 'The catalog of MCP servers is still loading.', hint: 'Wait until it is there, and verify again.' },
  catalog_not_a_repository: {
    title: 'Not a registry',
    message: 'The catalog source is not a registry of MCP servers[: {detail}].',
    hint: 'Give a git repository with servers/<name>/server.yaml files in it (catalog.source).',
  },
  git_missing: { title: 'No git', message: 'The catalog is read with git, which is not installed.', hint: 'Install git, and refresh the catalog.' },
  git_failed: { title: 'Catalog unreadable', message: 'The catalog could not be read with git[: {detail}].', hint: 'Check the network and the address of the catalog, and refresh it; if it stays so, delete the stored data in settings.' },
  git_timeout: { title: 'Catalog too slow', message: 'The catalog could not be read in time[: {detail}].', hint: 'Check the network, and refresh the catalog.' },
  store_unavailable: {
    title: 'Store unusable',
    message: 'The store of earlier results cannot be used[: {detail}].',
    hint: 'Check that the data folder can be written. Verifying works without the store, only slower.',
  },
  store_full: { title: 'Disk full', message: 'Results cannot be stored: the disk is full.', hint: 'Make room on the disk. Verifying works on, only slower.' },
  key_malformed: { title: 'Not a public key', message: 'This is not a public key in PEM form[: {detail}].', hint: 'Give a file that begins with -----BEGIN PUBLIC KEY-----.' },
  trusted_root_malformed: {
    title: 'Not a trusted root',
    message: 'This is not a trusted root of Sigstore[: {detail}].',
    hint: 'Give a trusted_root.json of the log that you trust (signatures.trustedRoot).',
  },
  file_unreadable: { title: 'File unreadable', message: 'A file cannot be read[: {detail}].', hint: 'Check that it exists and may be read.' },
  cancelled: { title: 'Cancelled', message: 'It was cancelled before the answer came.', hint: 'Start again.' },
  internal: {
    title: 'Fault of the inspector',
    message: 'Something went wrong in the inspector itself.',
    hint: 'Try again. If it stays so, report it with what you did; nothing was verified.',
  },
} as const satisfies Partial<Record<Code, CodeWords>>;
