import { inOrder, type UpstreamScript, type UpstreamStep } from './upstream-step.ts';

/** A report that the model hands in through the tool of the built-in agent. */
export interface SubmittedReport {
  readonly report: string;
  readonly labels: string;
}

const call = (name: string, input: unknown): UpstreamStep => ({ kind: 'tools', calls: [{ name, input }] });

/** Looks around, reads a file, hands in the report. */
export function honestScript(submitted: SubmittedReport, file = 'README.md'): UpstreamScript {
  return inOrder(
    { kind: 'tools', text: 'I start with the layout.', calls: [{ name: 'list_files', input: { path: '.', depth: 2 } }] },
    call('read_file', { path: file }),
    call('search_text', { text: 'child_process' }),
    call('submit_report', submitted),
  );
}

/** Paths that a hijacked model asks for; none may be answered with content from outside of the trees. */
export const ESCAPES: readonly string[] = [
  '../../etc/passwd', '/etc/passwd', '..', 'a/../../../etc/passwd', './../base/README.md', 'README.md\u0000.png', '/proc/self/environ', 'link-to-passwd', 'folder-link/passwd',
];

/** Asks for everything that it must not see, then hands in what it was told to. */
export function escapingScript(submitted: SubmittedReport): UpstreamScript {
  return inOrder(...ESCAPES.map((path) => call('read_file', { path })), call('list_files', { path: '/', depth: 99 }), call('run_command', { command: 'id' }), call('submit_report', submitted));
}

/** Never comes to an end. */
export const endlessScript: UpstreamScript = inOrder(call('list_files', { path: '.', depth: 1 }));
