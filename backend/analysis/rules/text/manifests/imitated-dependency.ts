import type { RiskLevel } from '../../../../core/review/risk.ts';
import type { Hit, Rule, SourceFile } from '../../../rule.ts';
import { findImitation, type Imitation } from './imitated-name.ts';
import { lineOfName, readDependencies } from './read-dependencies.ts';

const SEVERITY: Readonly<Record<Imitation['how'], RiskLevel>> = { 'look-alike': 'high', 'swapped letters': 'high', separators: 'medium', scope: 'medium', 'one letter': 'medium' };
/** One letter of a short name is often another word. */
const SHORT = 7;

function* check(file: SourceFile): Iterable<Hit> {
  for (const { ecosystem, name } of readDependencies(file)) {
    const imitation = findImitation(ecosystem, name);
    if (imitation === null) continue;
    const line = lineOfName(file, name);
    const severity = imitation.how === 'one letter' && name.length < SHORT ? 'low' : SEVERITY[imitation.how];
    yield { line, endLine: line, severity, message: `The dependency ${name} is nearly named like the well-known ${imitation.of} (${imitation.how}).` };
  }
}

export const imitatedDependency: Rule = {
  id: 'imitated-dependency',
  title: 'A dependency that imitates a known name',
  severity: 'high',
  why: 'Packages with nearly the name of a known one are published to be installed by mistake, and run with all rights of the server.',
  mend: 'Check that this is the package that was meant, and correct the name.',
  matches: [
    { path: 'package.json', text: '{"dependencies":{"axois":"^1.0.0"}}', severity: 'high' },
    { path: 'package.json', text: '{"dependencies":{"crossenv":"^7.0.0"}}', severity: 'medium' },
    { path: 'package.json', text: '{"dependencies":{"modelcontextprotocol-sdk":"^1.0.0"}}', severity: 'medium' },
    { path: 'package.json', text: '{"dependencies":{"lodahs":"4.0.0"}}', severity: 'high' },
    { path: 'requirements.txt', text: 'reqeusts==2.0\n', severity: 'high' },
    { path: 'pyproject.toml', text: '[project]\ndependencies = ["py-yaml>=5", "anthroplc"]', severity: 'high' },
    { path: 'go.mod', text: 'module a\nrequire github.com/sprf13/cobra v1.0.0', severity: 'medium' },
  ],
  ignores: [
    { path: 'package.json', text: '{"dependencies":{"axios":"1","preact":"1","mysql2":"3","colors":"1","@modelcontextprotocol/sdk":"1","lodash-es":"4","@types/nodemailer":"1"}}' },
    { path: 'requirements.txt', text: 'PyYAML\npython_dotenv\nmcp[cli]>=1.2\nrequests\n# reqeusts\n' },
    { path: 'go.mod', text: 'module a\nrequire (\n\tgithub.com/spf13/cast v1.0.0\n\tgithub.com/labstack/echo v1.0.0\n)' },
    { path: 'pyproject.toml', text: '[tool.poetry.dependencies]\npython = "^3.11"\nhttpx = "*"' },
  ],
  check,
};
