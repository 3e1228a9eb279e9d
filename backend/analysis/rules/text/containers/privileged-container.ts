import type { RiskLevel } from '../../../../core/review/risk.ts';
import type { Hit, Rule, SourceFile } from '../../../rule.ts';
import { FILE_KINDS, isShellScript } from '../file-kinds.ts';
import { findPlaces, toTextHit } from '../text-hit.ts';

const SETTINGS: readonly { readonly pattern: RegExp; readonly severity: RiskLevel; readonly message: string }[] = [
  { pattern: /^(?![ \t]{0,40}#)[^\n]{0,300}(?:\/var\/run|\/run)\/docker\.sock\s{0,3}:/gm, severity: 'medium', message: 'The socket of the container engine is given to a container: with it, it owns the machine.' },
  { pattern: /^[ \t]{0,60}privileged:[ \t]{0,5}true\b|^(?![ \t]{0,40}#)[^\n]{0,200}\bdocker\b[^\n]{0,200}\s--privileged\b/gm, severity: 'medium', message: 'A container runs with all privileges of the machine.' },
  { pattern: /^(?![ \t]{0,40}#)[^\n]{0,300}\b(?:SYS_ADMIN|SYS_PTRACE|SYS_MODULE)\b|^[ \t]{0,60}-[ \t]{0,5}["']?ALL["']?[ \t]{0,5}$/gm, severity: 'low', message: 'A container is given rights over the kernel.' },
  { pattern: /^[ \t]{0,60}(?:network_mode|pid|ipc):[ \t]{0,5}["']?host\b/gm, severity: 'low', message: 'A container shares the network or the processes of the machine.' },
];
const COMPOSE = /(^|\/)((docker-)?compose[^/]*\.ya?ml|devcontainer\.json)$/i;

function* check(file: SourceFile): Iterable<Hit> {
  if (!COMPOSE.test(file.path) && !isShellScript(file.path, file.text) && !FILE_KINDS.workflow(file.path)) return;
  for (const { pattern, severity, message } of SETTINGS) {
    for (const place of findPlaces(file.text, pattern, 100)) {
      if (!isDropped(file.text, place.index)) yield toTextHit(file, place, { message, severity });
    }
  }
}

/** `cap_drop: [ALL]` is the opposite. */
function isDropped(text: string, index: number): boolean {
  return /cap_drop:[^:]{0,200}$/.test(text.slice(Math.max(0, index - 220), index));
}

export const privilegedContainer: Rule = {
  id: 'privileged-container',
  title: 'A container with rights over the machine',
  severity: 'medium',
  why: 'A server in such a container is not contained: it can start others, read every disk, and become root of the machine.',
  mend: 'Give it neither the engine\'s socket nor privileges.',
  matches: [
    { path: 'docker-compose.yml', text: 'services:\n  a:\n    volumes:\n      - /var/run/docker.sock:/var/run/docker.sock', severity: 'medium' },
    { path: 'compose.yaml', text: 'services:\n  a:\n    privileged: true', severity: 'medium' },
    { path: 'run.sh', text: 'docker run --rm --privileged a', severity: 'medium' },
  ],
  ignores: [
    { path: 'compose.yaml', text: 'services:\n  a:\n    cap_drop:\n      - ALL\n    read_only: true' },
    { path: 'compose.yaml', text: '# privileged: true\n#  - /var/run/docker.sock:/var/run/docker.sock' },
    { path: 'README.md', text: 'docker run --privileged a' },
  ],
  check,
};
