import type { Code } from './codes.ts';
import type { CodeWords } from './code-words.ts';

/** Keeping a registry: its entries, their upstream projects, and the systems around them. */
export const KEEPING_WORDS = {
  entry_name_malformed: { title: 'Name unusable', message: 'The name of the server cannot be used in branches and checks[: {detail}].', hint: 'Use letters, digits, "-", "_" and "."; begin with a letter or digit.' },
  entry_name_ambiguous: { title: 'Names differ in case alone', message: 'Another server has the same name in other letters[: {detail}].', hint: 'Rename one of them: many file systems take both for one folder.' },
  entry_source_missing: { title: 'No source', message: 'A local server has no source[: {detail}].', hint: 'Add source.project and source.commit.' },
  entry_pin_missing: { title: 'No pin', message: 'A local server is not pinned to a commit[: {detail}].', hint: 'Add source.commit with the full id of the audited commit, or run "mcp-trust pins add".' },
  entry_commit_uppercase: { title: 'Pin in capitals', message: 'The pin is written in upper-case digits[: {detail}].', hint: 'Write it in lower case, as git does.' },
  entry_branch_malformed: { title: 'Branch malformed', message: 'This cannot be the name of a branch[: {detail}].', hint: 'Name a branch or tag of the project.' },
  entry_directory_malformed: { title: 'Path malformed', message: 'This is not a path inside of the project[: {detail}].', hint: 'Write it relative to the root of the project, with "/" and without "..".' },
  pin_commit_missing: { title: 'Commit missing', message: 'The project does not have the pinned commit[: {detail}].', hint: 'The history was rewritten, or the pin is wrong: pin a commit that the project has.' },
  pin_commit_unreachable: {
    title: 'Commit not of this project',
    message: 'No branch or tag of the project contains the pinned commit[: {detail}].',
    hint: 'Only a fork, or a branch that is gone, has it: anybody may have written it. Pin a commit of the tracked branch.',
  },
  pin_branch_missing: { title: 'Branch missing', message: 'The project has no such branch or tag[: {detail}].', hint: 'It was renamed or removed: correct source.branch.' },
  pin_branch_rewritten: { title: 'Branch rewritten', message: 'The tracked branch no longer contains the pinned commit, but another branch or tag does[: {detail}].', hint: 'Find out why its history was rewritten, and review again before the pin moves.' },
  pin_directory_missing: { title: 'Folder missing', message: 'The pinned commit does not have the folder of the server[: {detail}].', hint: 'Correct source.directory.' },
  pin_dockerfile_missing: { title: 'Dockerfile missing', message: 'The pinned commit does not have the Dockerfile of the server[: {detail}].', hint: 'Correct source.dockerfile, or add a Dockerfile upstream.' },
  pin_differs_from_label: { title: 'Not built from the pin', message: 'The image does not name the pinned commit[: {detail}].', hint: 'Build it from the pinned commit.' },
  pull_request_untouchable: { title: 'Left to people', message: 'A person edited or closed the pull request of this update[: {detail}].', hint: 'Merge or reopen it by hand; the job will not touch it.' },
  registry_moved: { title: 'Registry moved', message: 'The main branch of the registry moved during the run[: {detail}].', hint: 'Run it again.' },
  upstream_unreachable: { title: 'Upstream unreachable', message: 'The project of the server could not be asked[: {detail}].', hint: 'Check that the project is public and there, and run it again.' },
  upstream_malformed: { title: 'Upstream unusable', message: 'The answer of the project is none of a git repository[: {detail}].', hint: 'Check source.project.' },
  registry_folder_unreadable: { title: 'Not a registry folder', message: 'This folder is not a registry of MCP servers[: {detail}].', hint: 'Give the folder that holds servers/<name>/server.yaml with --registry.' },
  registry_folder_unwritable: { title: 'Registry not written', message: 'The registry could not be written[: {detail}].', hint: 'Check that there is room, and that the folder may be written.' },
  forge_unauthorized: { title: 'Token refused', message: 'The forge refused the token[: {detail}].', hint: 'Set a valid token in GITHUB_TOKEN.' },
  forge_forbidden: { title: 'Token lacks a right', message: 'The token may not do this[: {detail}].', hint: 'Give it the permissions that the README lists.' },
  forge_rate_limited: { title: 'Forge asks to wait', message: 'The forge asks to slow down[: {detail}].', hint: 'Run it again later; what was done stays done.' },
  forge_refused: { title: 'Forge refused', message: 'The forge refused the request[: {detail}].', hint: 'Read the reason; the other servers are not affected.' },
  forge_unavailable: { title: 'Forge unavailable', message: 'The forge could not be reached, or reports an error[: {detail}].', hint: 'Run it again later; what was done stays done.' },
  forge_bad_answer: { title: 'Forge answered wrongly', message: 'The answer of the forge cannot be used[: {detail}].', hint: 'Check the address of its API.' },
  build_failed: { title: 'Build failed', message: 'The image could not be built[: {detail}].', hint: 'Read the last lines of the build.' },
  push_failed: { title: 'Push failed', message: 'It could not be pushed[: {detail}].', hint: 'Check the login and the address.' },
  signing_failed: { title: 'Signing failed', message: 'The image could not be signed[: {detail}].', hint: 'Run the printed command by hand.' },
} as const satisfies Partial<Record<Code, CodeWords>>;
