import type { Code } from './codes.ts';
import type { CodeWords } from './code-words.ts';

const ENTRY_HINT = 'Report it to the maintainers of the registry. Other servers are not affected.';

/** What people, scripts, the panel and the catalog's files may get wrong. */
export const INPUT_WORDS = {
  reference_malformed: {
    title: 'Not an image reference',
    message: 'This is not an image reference[: {detail}].',
    hint: 'Write it as docker does, for example mcp/fetch, mcp/fetch:latest or mcp/fetch@sha256:….',
  },
  digest_malformed: {
    title: 'Not a digest',
    message: 'This is not a digest[: {detail}].',
    hint: 'A digest is "sha256:" and 64 lower-case hexadecimal digits.',
  },
  platform_malformed: {
    title: 'Not a platform',
    message: 'This is not a platform[: {detail}].',
    hint: 'Write it as os/architecture, for example linux/arm64.',
  },
  configuration_malformed: {
    title: 'Configuration malformed',
    message: 'The configuration cannot be used[: {detail}].',
    hint: 'Correct the lines that are named; the README lists every key.',
  },
  usage: { title: 'Wrong usage', message: 'The command was not understood[: {detail}].', hint: 'See mcp-trust --help.' },
  request_malformed: {
    title: 'Request malformed',
    message: 'The backend did not understand the request[: {detail}].',
    hint: 'Reload the panel; if that changes nothing, panel and backend are of different versions.',
  },
  request_forbidden: {
    title: 'Request refused',
    message: 'The backend refused the request: it does not come from its own panel.',
    hint: 'Open the address that the backend printed when it started.',
  },
  not_found: { title: 'Not found', message: 'There is nothing at this address[: {detail}].', hint: 'Go back and refresh the list.' },
  platform_not_found: {
    title: 'No such platform',
    message: 'The image has no variant for the platform that was asked for[: {detail}].',
    hint: 'Leave --platform out to look at every platform.',
  },
  entry_yaml_invalid: { title: 'Entry is not YAML', message: 'The entry is not valid YAML[: {detail}].', hint: ENTRY_HINT },
  entry_schema_invalid: { title: 'Entry malformed', message: 'The entry is not in the form of a server[: {detail}].', hint: ENTRY_HINT },
  entry_image_malformed: { title: 'Image malformed', message: 'The entry names an image that is not a reference[: {detail}].', hint: ENTRY_HINT },
  entry_commit_malformed: {
    title: 'Pin malformed',
    message: 'The pin of the entry is not a full commit id of 40 hexadecimal digits[: {detail}].',
    hint: ENTRY_HINT,
  },
  entry_project_malformed: { title: 'Project malformed', message: 'The project of the entry is not an address of a repository[: {detail}].', hint: ENTRY_HINT },
  entry_too_large: { title: 'Entry too large', message: 'The entry is larger than any entry needs to be, and was not read[: {detail}].', hint: ENTRY_HINT },
  entry_name_differs: { title: 'Names differ', message: 'The entry has another name than its folder[: {detail}].', hint: ENTRY_HINT },
} as const satisfies Partial<Record<Code, CodeWords>>;
