import type { Code } from './codes.ts';
import type { CodeWords } from './code-words.ts';

/** Contradictions that the verdict finds between what was read. */
export const CONTRADICTION_WORDS = {
  unsigned_in_signed_namespace: {
    title: 'Unsigned',
    message: 'Every image of this namespace is signed, and this one is not.',
    hint: 'Do not run this image. Remove it and pull it again from its own registry.',
  },
  signed_for_other_server: {
    title: 'Signed for a different image',
    message: 'The signature was made for {signed for}, the image of the server "{server}", and not for {repository}.',
    hint: 'This is another image under this name. Remove it, and pull {repository} from its own registry.',
  },
  signed_for_unknown_repository: {
    title: 'Signed for an unknown repository',
    message: 'The signature was made for {signed for}, which the catalog does not list, and the strict option demands {repository}.',
    hint: 'Ask the publisher, or switch off the strict option (signatures.strictReference).',
  },
  claim_differs_from_label: {
    title: 'Claim and label differ',
    message: 'The signature claims that the image was built from {claim}; its label says {label}.',
    hint: 'Do not run this image: one of the two is wrong. Report it to the publisher.',
  },
  label_missing: {
    title: 'No revision label',
    message: 'Images of this namespace say which commit they were built from, and this one does not.',
    hint: 'Do not run this image. Pull a newer one; if that lacks the label too, report it to the publisher.',
  },
  label_malformed: {
    title: 'Revision label malformed',
    message: 'The revision label "{label}" is not a full commit id of 40 hexadecimal digits.',
    hint: 'Do not run this image. Pull a newer one; if its label is malformed too, report it to the publisher.',
  },
  labels_differ_between_platforms: {
    title: 'Platforms disagree',
    message: 'One platform of this image says that it was built from {label}, another one from {other label}.',
    hint: 'Look at the platform that you run alone (--platform), and report it to the publisher.',
  },
  revision_never_pinned: {
    title: 'Never pinned',
    message: 'This image says it was built from {label}. The registry never pinned that commit.',
    hint: 'Do not run this image: nobody audited that commit for this catalog. Pull the image that the registry pins.',
  },
  digest_not_of_this_image: {
    title: 'Other content',
    message: 'What the registry has under {digest} is not the image on this machine.',
    hint: 'The local name is misleading. Remove the image and pull it again by digest.',
  },
  digest_unknown_to_repository: {
    title: 'Not from this repository',
    message: 'The repository {repository} does not have the image {digest}: it was given this name on this machine.',
    hint: 'Remove the tag, and pull the image from its own registry.',
  },
} as const satisfies Partial<Record<Code, CodeWords>>;
