import type { Hit, Rule, SourceFile } from '../../../rule.ts';
import { isPlaceholder } from '../content/placeholder.ts';
import { readDockerfile } from './read-dockerfile.ts';

const SECRET_NAME = /^(?!.*(?:_FILE|_PATH|_URL|_HEADER|_NAME|_ENDPOINT|_EXPIR\w*)$)\w{0,60}(?:TOKEN|SECRET|PASSWORD|PASSWD|API_?KEY|PRIVATE_?KEY|ACCESS_?KEY)\w{0,20}$/i;
const ASSIGNMENT = /([A-Za-z_]\w{0,100})=(?:"([^"]{0,500})"|'([^']{0,500})'|(\S{0,500}))/g;
const SHORTEST = 8;

function* check(file: SourceFile): Iterable<Hit> {
  for (const { name, rest, line, endLine } of readDockerfile(file)) {
    if (name !== 'ENV' && name !== 'ARG') continue;
    for (const match of rest.matchAll(ASSIGNMENT)) {
      const value = match[2] ?? match[3] ?? match[4] ?? '';
      if (!SECRET_NAME.test(match[1] ?? '') || value.length < SHORTEST || value.includes('$') || isPlaceholder(value)) continue;
      yield { line, endLine, message: `The image carries a value for ${match[1] ?? ''}, which anybody who has it can read.`, evidence: `${name} ${match[1] ?? ''}=${value.slice(0, 2)}… (${value.length} characters)` };
    }
  }
}

export const dockerSecret: Rule = {
  id: 'docker-secret',
  title: 'A secret in the layers of an image',
  severity: 'medium',
  why: 'Values of ENV and ARG stay in the history of the image, for whoever pulls it.',
  mend: 'Give secrets at run time, or mount them for the one build step that needs them. Revoke this one.',
  matches: [{ path: 'Dockerfile', text: 'FROM a\nENV SERVICE_API_KEY=f83kd02mfks93kf0' }, { path: 'Dockerfile', text: 'FROM a\nARG NPM_TOKEN="9f8e7d6c5b4a39281706"' }],
  ignores: [
    { path: 'Dockerfile', text: 'FROM a\nENV API_KEY=""\nARG TOKEN\nENV TOKEN=$TOKEN\nENV API_KEY=your_api_key_here\nENV TOKEN_FILE=/run/secrets/token' },
    { path: 'Dockerfile', text: 'FROM a\nENV NODE_ENV=production MAX_TOKENS=4096' },
  ],
  check,
};
