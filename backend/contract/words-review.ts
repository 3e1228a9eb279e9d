import type { Code } from './codes.ts';
import type { CodeWords } from './code-words.ts';

/** Reviews of source: the sandbox, the source itself, and the models that read it. */
export const REVIEW_WORDS = {
  sandbox_image_missing: {
    title: 'Sandbox image missing',
    message: 'The image that reviews run in is not on this engine[: {detail}].',
    hint: 'Build or pull the image of the extension, or name another one with sandbox.image in the configuration.',
  },
  sandbox_not_enforced: {
    title: 'Sandbox not enforced',
    message: 'The engine did not apply a setting of the sandbox, so nothing was started[: {detail}].',
    hint: 'Use an engine that supports the setting. The review runs nowhere else.',
  },
  sandbox_failed: { title: 'Sandbox failed', message: 'The program in the sandbox ended before it was done[: {detail}].', hint: 'Try again. If it stays so, the source may be made to stop its reviewer: treat it with care.' },
  sandbox_out_of_memory: { title: 'Out of memory', message: 'The program in the sandbox used more memory than it may[: {detail}].', hint: 'Review a part of the source with --directory. Source that exhausts a reviewer deserves care.' },
  sandbox_timeout: { title: 'Time limit reached', message: 'The review was ended at its time limit[: {detail}].', hint: 'Give it more time with --timeout, or review a part of the source with --directory.' },
  source_unreachable: { title: 'Source unreachable', message: 'The source could not be fetched[: {detail}].', hint: 'Check the network and that the project is public, and try again.' },
  source_commit_missing: { title: 'No such commit', message: 'The project does not have that commit[: {detail}].', hint: 'The history may have been rewritten, or the label is wrong. Review a commit that the project has.' },
  source_directory_missing: { title: 'No such folder', message: 'The source has no such folder[: {detail}].', hint: 'Give a folder that exists at that commit.' },
  source_too_large: { title: 'Source too large', message: 'The source is larger than a review takes[: {detail}].', hint: 'Review a part of it with --directory.' },
  source_malformed: { title: 'Source unusable', message: 'The source cannot be reviewed[: {detail}].', hint: 'Look at the project by hand.' },
  agent_image_missing: { title: 'Agent not installed', message: 'The image of this agent was not built on this engine yet[: {detail}].', hint: 'Build it once with the command shown, or choose another agent.' },
  agent_failed: { title: 'Agent failed', message: 'The agent ended without a usable answer[: {detail}].', hint: 'Try again, or review with another agent or model.' },
  inference_unauthorized: { title: 'Key refused', message: 'The provider of the model refused the key[: {detail}].', hint: 'Check the key in settings or in the environment.' },
  inference_rate_limited: { title: 'Model busy', message: 'The provider of the model asks to slow down[: {detail}].', hint: 'Wait, and start the review again.' },
  inference_unavailable: { title: 'Model unavailable', message: 'The provider of the model reports an error[: {detail}].', hint: 'Try again later, or use another model.' },
  inference_unreachable: { title: 'Model unreachable', message: 'The model could not be reached[: {detail}].', hint: 'Check the network, or that the local model runner is on.' },
  inference_timeout: { title: 'Model too slow', message: "The model didn't answer in time[: {detail}].", hint: 'Try again, or use a faster model.' },
  inference_bad_answer: { title: 'Model answered wrongly', message: 'The answer of the model cannot be used[: {detail}].', hint: 'Try again, or use another model.' },
  inference_refused: { title: 'Model refused', message: 'The model refused to review this source[: {detail}].', hint: 'Use another model. The static findings stand.' },
  review_target_unknown: { title: 'Nothing to review', message: 'It is not clear what to review[: {detail}].', hint: 'Give a server of the catalog, an image, an https URL of a git project with --head, or a directory.' },
  review_revision_unknown: { title: 'Revision unknown', message: 'It is not known which commit to review[: {detail}].', hint: 'Give the commit with --head.' },
  model_missing: { title: 'No model', message: 'No model is configured for this agent[: {detail}].', hint: 'Choose provider and model in settings, or with --provider and --model.' },
  model_key_missing: { title: 'No key', message: 'The provider of the model needs a key, and there is none[: {detail}].', hint: 'Set it in the environment or in settings, or use a local model.' },
  budget_exhausted: { title: 'Budget used up', message: 'The model used its whole budget before it finished the report[: {detail}].', hint: 'Give it more with --budget-tokens, or review a part of the source with --directory.' },
  report_missing: { title: 'No report', message: 'The agent left no report[: {detail}].', hint: 'The review failed. Try again, or use another agent; the static findings stand.' },
  report_malformed: { title: 'Report malformed', message: 'The report of the agent lacks a part, or is not in its form[: {detail}].', hint: 'The review failed. Try again, or use another model; the static findings stand.' },
  report_labels_malformed: { title: 'Labels malformed', message: 'The labels of the agent are not exactly one known risk level[: {detail}].', hint: 'The review failed. Try again, or use another model; the static findings stand.' },
  report_contradicts_labels: { title: 'Report contradicts itself', message: 'The report says another risk level than its labels[: {detail}].', hint: 'The review failed. Try again, or use another model; the static findings stand.' },
} as const satisfies Partial<Record<Code, CodeWords>>;
