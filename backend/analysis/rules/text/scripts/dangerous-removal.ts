import type { RiskLevel } from '../../../../core/review/risk.ts';
import type { Hit, Rule, SourceFile } from '../../../rule.ts';
import { findPlaces, toTextHit } from '../text-hit.ts';
import { holdsCommands, isInComment } from './command-text.ts';

const REMOVAL = /\brm\s{1,5}(?:-[a-zA-Z-]{1,20}\s{1,5}){1,4}([^\n;&|]{1,200})/g;
const ALL = /(?:^|\s)["']?(?:\/|\/\*|~|~\/|~\/\*|\$\{?HOME\}?|\$\{?HOME\}?\/\*?|\/(?:home|etc|usr|var|root|Users)\/?\*?)["']?(?:\s|$)/;
/** Empty, it is the root: `"$DIRECTORY/"`. A default or a check makes it safe. */
const VARIABLE_ROOT = /(?:^|\s)["']?\$(?:\w{1,60}|\{\w{1,60}\})["']?\/(?:\*|["']?(?:\s|$))/;

function* check(file: SourceFile): Iterable<Hit> {
  if (!holdsCommands(file)) return;
  for (const place of findPlaces(file.text, REMOVAL, 200)) {
    const severity = isInComment(file.text, place.index) || !/-[a-zA-Z]*[rR]|--recursive/.test(place.match[0]) ? null : judge(place.match[1] ?? '');
    if (severity !== null) yield toTextHit(file, place, { severity, message: severity === 'high' ? 'Everything that a person has is removed.' : 'If the variable is empty, everything is removed.' });
  }
}

function judge(target: string): RiskLevel | null {
  if (ALL.test(target)) return 'high';
  return VARIABLE_ROOT.test(target) ? 'low' : null;
}

export const dangerousRemoval: Rule = {
  id: 'script-removal',
  title: 'A script that may remove everything',
  severity: 'high',
  why: 'Such a line destroys the data of whoever installs or runs the server, on purpose or by an empty variable.',
  mend: 'Name the folder in full; refuse empty variables (`"${DIRECTORY:?}"`).',
  matches: [
    { path: 'a.sh', text: 'rm -rf ~/', severity: 'high' },
    { path: 'a.sh', text: 'rm -rf "$HOME"', severity: 'high' },
    { path: 'a.sh', text: 'rm -rf "$DIRECTORY"/*', severity: 'low' },
  ],
  ignores: [
    { path: 'Dockerfile', text: 'FROM a\nRUN rm -rf /var/lib/apt/lists/* /tmp/*' },
    { path: 'a.sh', text: 'rm -rf dist "$TMP/build"\nrm -f /etc/a.conf\n# rm -rf /' },
    { path: 'a.sh', text: 'rm -rf "${DIRECTORY:?}"/*' },
  ],
  check,
};
