import type { Code } from './codes.ts';
import type { CodeWords } from './code-words.ts';

/** Remarks: the step holds, or it does not apply. */
export const REMARK_WORDS = {
  before_pinning: {
    title: 'Signed before pinning began',
    message: 'This image was signed on {logged at}, before the registry pinned its server for the first time ({first pinned at}).',
    hint: 'Pull a newer image.',
  },
  not_in_catalog: {
    title: 'Not in the catalog',
    message: 'The catalog lists no server with this image, so there is no pin to compare with.',
    hint: 'Decide by what you know of the publisher.',
  },
  server_without_pins: {
    title: 'No pins',
    message: 'The catalog lists the server, but pins no commit for it.',
    hint: 'Decide by what you know of the publisher.',
  },
  not_a_signed_namespace: {
    title: "Outside of Docker's signing",
    message: "Published by its maker, outside of Docker's signing: nothing proves or contradicts it.",
    hint: 'Decide by what you know of the publisher.',
  },
  signed_by_other_key: {
    title: 'Signed by its maker',
    message: 'The image is signed with a key that is not among the trusted ones, in a namespace where anybody may sign[: {detail}].',
    hint: "Compare the key with the publisher, and add it to the trusted keys if it is the publisher's.",
  },
  no_claim: {
    title: 'No signed claim',
    message: 'The signature claims no revision of its own; the label counts, which is part of the signed image.',
    hint: '',
  },
  no_label: {
    title: 'No commit named',
    message: 'The image does not say which commit it was built from[ (its label reads "{label}")].',
    hint: 'Decide by what you know of the publisher.',
  },
  entry_removed: {
    title: 'Removed from the catalog',
    message: 'The registry removed the server "{server}" on {removed at}.',
    hint: 'Find out why it was removed before you run this image.',
  },
  declared_only: {
    title: 'Declared, not proven',
    message: 'The label names {label}, which the registry pins or pinned, but nothing signed says that the image was built from it.',
    hint: 'Decide by what you know of the publisher.',
  },
  reference_not_in_format: {
    title: 'No repository in the signature',
    message: 'This form of signature names no repository, so it cannot tell images of equal content apart.',
    hint: '',
  },
  reference_unknown_repository: {
    title: 'Signed under another name',
    message: 'The signature was made for {signed for}, which is not the image of any other server of the catalog.',
    hint: 'Images may be signed before they are moved. The strict option (signatures.strictReference) refuses this.',
  },
  pin_superseded: {
    title: 'Superseded pin',
    message: 'The registry pinned {label} until {pinned until}, and has moved on since: {pins behind} pin(s), {days behind} day(s).',
    hint: 'Pull the current image.',
  },
  pin_withdrawn: {
    title: 'Withdrawn pin',
    message: 'The registry pinned {label} until {pinned until}, and then withdrew it.',
    hint: 'Find out why it was withdrawn before you run this image; pull the current one where there is one.',
  },
  platform_of_signed_index: {
    title: 'Signed with its index',
    message: 'The signature is over the index {signed index}, which lists this image for its platform.',
    hint: '',
  },
} as const satisfies Partial<Record<Code, CodeWords>>;
