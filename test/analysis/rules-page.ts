import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Rule, RuleExample } from '../../backend/analysis/rule.ts';
import { RULES } from '../../backend/analysis/rule-set.ts';
import { CODE_RULES } from '../../backend/analysis/rules/code/code-rules.ts';
import { TEXT_RULES } from '../../backend/analysis/rules/text/text-rules.ts';
import { TREE_RULES, type TreeRule } from '../../backend/analysis/rules/text/tree-rules.ts';

const SOURCES = new URL('../../backend/analysis/', import.meta.url).pathname;
/** The version itself is compared beside the digest. */
const VERSION_FILE = 'rule-set.ts';
const EXAMPLE_LINES = 14;
const EXAMPLE_COLUMNS = 160;

const LANGUAGES: Readonly<Record<string, string>> = { js: 'js', mjs: 'js', cjs: 'js', ts: 'ts', tsx: 'tsx', py: 'python', go: 'go', json: 'json', yml: 'yaml', yaml: 'yaml', toml: 'toml', md: 'markdown', sh: 'sh' };

/** Everything that decides what the rules find, in the order of its paths. */
export function listRuleSources(): readonly (readonly [path: string, text: string])[] {
  const paths = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).map((path) => path.replaceAll('\\', '/'));
  return paths.filter((path) => path.endsWith('.ts') && path !== VERSION_FILE).sort().map((path) => [path, readFileSync(join(SOURCES, path), 'utf8')]);
}

export function toRuleSetDigest(sources: ReturnType<typeof listRuleSources>): string {
  return createHash('sha256').update(JSON.stringify(sources)).digest('hex');
}

/** docs/rules.md, from the rules alone. */
export function renderRulesPage(): string {
  return `${[
    '# Rules of the static analysis',
    '',
    'Written by `test/analysis/write-rules-page.ts` from the rules themselves: change these, not this page.',
    '',
    `${RULES.length + Object.keys(TREE_RULES).length} rules look at what an MCP server may do to the person who runs it. The severity of a rule is the worst that it reports: where reach decides, a tool argument, which a model writes, weighs more than a value that the file does not show, and that more than a fixed one. In tests, examples and documents findings weigh two steps less, but for what works by being read.`,
    '',
    'A finding is a place that deserves a look, and not a proof of bad intent. No finding is no proof of the opposite.',
    '',
    ...renderTable('Over code', CODE_RULES),
    ...renderTable('Over manifests, descriptions and text', TEXT_RULES),
    ...renderTable('Over the tree itself', Object.values(TREE_RULES)),
    ...RULES.flatMap(renderRule),
    ...Object.values(TREE_RULES).flatMap(renderTreeRule),
  ].join('\n').trimEnd()}\n`;
}

function renderTable(heading: string, rules: readonly TableRow[]): string[] {
  return [`## ${heading}`, '', '| Rule | Severity | Looks for |', '|---|---|---|', ...rules.map(({ id, severity, title }) => `| [\`${id}\`](#${id}) | ${severity} | ${escape(title)} |`), ''];
}

type TableRow = Pick<Rule, 'id' | 'severity' | 'title'>;

/** Found in names and bytes: there is no text to show. */
function renderTreeRule({ id, title, severity, why, mend }: TreeRule): string[] {
  return [`## ${id}`, '', `**${escape(title)}** – ${severity}`, '', `Why: ${escape(why)}`, '', `Mend: ${escape(mend)}`, ''];
}

function renderRule(rule: Rule): string[] {
  const [match] = rule.matches;
  const [ignored] = rule.ignores;
  const reach = rule.weighsEverywhere === true ? ', in tests, examples and documents as well' : '';
  return [`## ${rule.id}`, '', `**${escape(rule.title)}** – ${rule.severity}${reach}`, '', `Why: ${escape(rule.why)}`, '', `Mend: ${escape(rule.mend)}`, '', ...renderExample('Matches', match), ...renderExample('Does not match', ignored)];
}

function renderExample(heading: string, example: RuleExample | undefined): string[] {
  if (example === undefined) return [];
  const language = LANGUAGES[example.path.slice(example.path.lastIndexOf('.') + 1).toLowerCase()] ?? '';
  const level = example.severity === undefined ? '' : `, ${example.severity}`;
  const fence = example.text.includes('```') ? '~~~~' : '```';
  return [`${heading} (\`${example.path}\`${level}):`, '', `${fence}${language}`, ...toShownLines(example.text), fence, ''];
}

/** Examples of secrets are none, but look it: no page of the repository shows one whole. */
const SECRET = /\b([A-Za-z]{2,10}(?:_[a-z]{2,8})?[_-]|AKIA|AIza|eyJ)[A-Za-z0-9_-]{16,}|(-----BEGIN [A-Z ]{0,20}PRIVATE) KEY-----/g;

/** Signs that are not seen, or that turn what is read around, are written as their numbers. */
function toShownLines(text: string): string[] {
  const visible = text.replaceAll(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\p{Zl}\p{Zp}]/gu, (sign) => (sign === '\n' || sign === '\t' ? sign : `\\u{${(sign.codePointAt(0) ?? 0).toString(16)}}`));
  const lines = visible.replaceAll(SECRET, (whole, prefix?: string, key?: string) => (/\d|^(?:gh|github|gl|npm|dckr)/.test(whole) || key !== undefined ? `${prefix ?? key ?? ''}…` : whole)).trimEnd().split('\n').map((line) => (line.length > EXAMPLE_COLUMNS ? `${line.slice(0, EXAMPLE_COLUMNS)}…` : line).trimEnd());
  return lines.length > EXAMPLE_LINES ? [...lines.slice(0, EXAMPLE_LINES), '…'] : lines;
}

function escape(text: string): string {
  return text.replaceAll('<', '&lt;').replaceAll('|', '\\|');
}
