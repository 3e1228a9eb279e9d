import type { Code } from './codes.ts';
import type { CodeWords } from './code-words.ts';

/** Why the verdict could not judge what it was given. */
export const GAP_WORDS = {
  new_key: {
    title: 'New key',
    message: 'The signature is by a key that its publisher announces and that nobody here accepted yet[ ({key fingerprint})].',
    hint: 'Compare the fingerprint of the new key with the publisher, then accept the key in settings.',
  },
  signature_format_unsupported: {
    title: 'Signature format not supported',
    message: 'The signature is in a form that this version cannot judge[: {detail}].',
    hint: 'Update the extension, or check the signature by hand with cosign.',
  },
  digest_unknown: {
    title: 'No digest',
    message: 'The engine does not know by which digest the registry has this image, so there is nothing to look a signature up by.',
    hint: 'Pull the image again by digest. Images that were built, loaded or imported here have none.',
  },
  catalog_too_old: {
    title: 'Catalog too old',
    message: 'The catalog was fetched on {catalog fetched at}; it is too old to prove anything, or the clock of this machine is wrong.',
    hint: 'Refresh the catalog, and check the clock of this machine.',
  },
  catalog_older_than_image: {
    title: 'Catalog older than the image',
    message: 'The commit {label} is not among the pins of the catalog, but the catalog is older than the signature of the image.',
    hint: 'Refresh the catalog and verify again.',
  },
  catalog_rewritten: {
    title: 'Catalog history rewritten',
    message: 'The catalog that was fetched does not continue the one that was seen before (fetched on {catalog fetched at}).',
    hint: 'Find out why the history of the registry changed, then accept the new state in settings.',
  },
  entry_unreadable: {
    title: 'Catalog entry unreadable',
    message: 'The entry of this server in the catalog cannot be used[: {detail}].',
    hint: 'Report it to the maintainers of the registry. Other servers are not affected.',
  },
  not_reached: {
    title: 'Not reached',
    message: 'An earlier step of the chain did not hold, so this one says nothing.',
    hint: 'Look at the steps above.',
  },
} as const satisfies Partial<Record<Code, CodeWords>>;
