import type { RiskLevel } from '../../../../core/review/risk.ts';
import type { Hit, Rule, SourceFile } from '../../../rule.ts';
import type { Dependency } from './dependency.ts';
import { lineOfName, readDependencies } from './read-dependencies.ts';

const COMMIT = /[#@][0-9a-f]{40}\b/i;
const GIT = /^(?:git\+|git:|ssh:|git@|github:|gitlab:|bitbucket:|gist:)|\.git(?:[#@]|$)/i;
/** npm's short form of a repository of its default host. */
const SHORT_GIT = /^[\w-]{1,100}\/[\w.-]{1,100}(?:#.{1,200})?$/;

interface Judgement {
  readonly severity: RiskLevel;
  readonly message: string;
}

function* check(file: SourceFile): Iterable<Hit> {
  for (const dependency of readDependencies(file)) {
    const judgement = judge(dependency);
    if (judgement === null) continue;
    const line = lineOfName(file, dependency.name);
    yield { line, endLine: line, ...judgement };
  }
}

function judge({ ecosystem, name, source, isForDevelopment }: Dependency): Judgement | null {
  if (ecosystem === 'go') return null;
  if (/^(?:git\+)?http:\/\//i.test(source)) return { severity: 'high', message: `The dependency ${name} is fetched without encryption.` };
  const isGit = GIT.test(source) || (ecosystem === 'npm' && SHORT_GIT.test(source));
  if (isGit) {
    if (COMMIT.test(source)) return { severity: 'info', message: `The dependency ${name} is taken from a repository, at a fixed commit.` };
    return { severity: isForDevelopment ? 'low' : 'medium', message: `The dependency ${name} is taken from a repository, at whatever commit stands there.` };
  }
  return /^https:\/\//i.test(source) ? { severity: isForDevelopment ? 'low' : 'medium', message: `The dependency ${name} is an archive at an address, and not a package of the registry.` } : null;
}

export const foreignDependency: Rule = {
  id: 'foreign-dependency',
  title: 'A dependency from outside of the package registry',
  severity: 'high',
  why: 'What stands at an address can change unseen, and none of the checks and takedowns of a registry reach it.',
  mend: 'Depend on a published version, or on a full commit id.',
  matches: [
    { path: 'package.json', text: '{"dependencies":{"a":"http://x.example/a.tgz"}}', severity: 'high' },
    { path: 'package.json', text: '{"dependencies":{"a":"git+https://x.example/a.git#main"}}', severity: 'medium' },
    { path: 'package.json', text: '{"dependencies":{"a":"someone/fork"}}', severity: 'medium' },
    { path: 'package.json', text: `{"dependencies":{"a":"git+https://x.example/a.git#${'a1'.repeat(20)}"}}`, severity: 'info' },
    { path: 'requirements.txt', text: 'a @ https://x.example/a.whl', severity: 'medium' },
    { path: 'pyproject.toml', text: '[tool.uv.sources]\na = { git = "https://x.example/a" }', severity: 'medium' },
  ],
  ignores: [
    { path: 'package.json', text: '{"dependencies":{"a":"^1.0.0","b":"npm:c@1","d":"workspace:*","e":"file:../e","f":"latest","g":">=1 <3"}}' },
    { path: 'requirements.txt', text: 'a>=1.0 ; python_version > "3"\n-e .\n' },
    { path: 'src/package.ts', text: '{"dependencies":{"a":"git+https://x.example/a.git"}}' },
  ],
  check,
};
