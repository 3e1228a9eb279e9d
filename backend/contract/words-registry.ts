import type { Code } from './codes.ts';
import type { CodeWords } from './code-words.ts';

const AGAIN = 'Verify again later.';
const NETWORK = 'Check the network, the proxy and the certificate authority in settings, then verify again.';
const BROKEN = 'Verify again; if it stays so, a proxy or mirror may change the content. Ask who runs it.';

/** Registries, mirrors and image layouts that did not answer, or not as they should. */
export const REGISTRY_WORDS = {
  manifest_not_found: {
    title: 'Not in the registry',
    message: 'The registry does not have this image[: {detail}].',
    hint: 'Check the name and the tag, or pull the image again.',
  },
  blob_not_found: {
    title: 'Content missing',
    message: 'The registry lists content that it does not have[: {detail}].',
    hint: BROKEN,
  },
  registry_unauthorized: {
    title: 'Sign-in needed',
    message: 'The registry wants a sign-in[: {detail}].',
    hint: 'Sign in with docker login, or give a read-only token in settings.',
  },
  registry_forbidden: {
    title: 'Access refused',
    message: 'The registry refuses access with these credentials[: {detail}].',
    hint: 'Use an account that may read this repository.',
  },
  registry_rate_limited: {
    title: 'Rate limit reached',
    message: 'The registry answers no more requests for now[: {detail}].',
    hint: 'Wait, or sign in to the registry: signed-in accounts have higher limits.',
  },
  registry_unavailable: { title: 'Registry out of order', message: 'The registry reports an error of its own[: {detail}].', hint: AGAIN },
  registry_unreachable: { title: 'Registry unreachable', message: 'The registry could not be reached[: {detail}].', hint: NETWORK },
  registry_timeout: { title: "Registry didn't answer", message: "The registry didn't answer in time[: {detail}].", hint: NETWORK },
  registry_bad_answer: { title: 'Unusable answer', message: 'The registry gave an answer that cannot be used[: {detail}].', hint: BROKEN },
  registry_redirect_refused: {
    title: 'Redirect refused',
    message: 'The registry sends on to an address that is not followed[: {detail}].',
    hint: 'Only redirects to https are followed, and only a few of them. Ask who runs the registry.',
  },
  content_too_large: {
    title: 'Too large',
    message: 'The content is larger than anything of its kind may be, and was not read[: {detail}].',
    hint: 'An image or signature of this size is no ordinary one. Ask its publisher.',
  },
  content_digest_differs: {
    title: 'Other content than promised',
    message: 'The registry delivered other content than its digest promises[: {detail}].',
    hint: BROKEN,
  },
  manifest_malformed: { title: 'Manifest malformed', message: 'The manifest of the image cannot be read[: {detail}].', hint: BROKEN },
  offline: {
    title: 'Offline',
    message: 'Offline mode is on, and this was not fetched before[: {detail}].',
    hint: 'Switch offline mode off in settings, and verify again.',
  },
  layout_malformed: {
    title: 'Not an image layout',
    message: 'The folder is not an OCI image layout[: {detail}].',
    hint: 'Give a folder with oci-layout, index.json and blobs in it, as oci:DIR; name its image with --as where the layout does not.',
  },
  layout_unreadable: { title: 'Layout unreadable', message: 'The image layout cannot be read[: {detail}].', hint: 'Check that the folder exists and may be read.' },
} as const satisfies Partial<Record<Code, CodeWords>>;
