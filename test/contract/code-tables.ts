import type { CodeWords } from '../../backend/contract/code-words.ts';
import { CONTRADICTION_WORDS } from '../../backend/contract/words-contradiction.ts';
import { GAP_WORDS } from '../../backend/contract/words-gap.ts';
import { INPUT_WORDS } from '../../backend/contract/words-input.ts';
import { KEEPING_WORDS } from '../../backend/contract/words-keeping.ts';
import { MACHINE_WORDS } from '../../backend/contract/words-machine.ts';
import { REGISTRY_WORDS } from '../../backend/contract/words-registry.ts';
import { REMARK_WORDS } from '../../backend/contract/words-remark.ts';
import { REVIEW_WORDS } from '../../backend/contract/words-review.ts';
import { SIGNATURE_WORDS } from '../../backend/contract/words-signature.ts';

const BEGIN = '<!-- codes: begin (written by test/contract/write-code-tables.ts) -->';
const END = '<!-- codes: end -->';

const GROUPS: readonly (readonly [heading: string, words: Readonly<Record<string, CodeWords>>])[] = [
  ['A signature that was read and is wrong (mismatch)', SIGNATURE_WORDS],
  ['A contradiction between what was read (mismatch)', CONTRADICTION_WORDS],
  ['What was read cannot be judged (indeterminate)', GAP_WORDS],
  ['Remarks', REMARK_WORDS],
  ['A registry, mirror or image layout (indeterminate)', REGISTRY_WORDS],
  ['This machine: engine, catalog, store, files (indeterminate)', MACHINE_WORDS],
  ['Reviews: sandbox, source, models and reports (the review failed)', REVIEW_WORDS],
  ['Keeping a registry: entries, upstream projects, forge', KEEPING_WORDS],
  ['Input and entries of the catalog (errors)', INPUT_WORDS],
];

/** The part of docs/verdicts.md that lists every code, from the words that the product itself uses. */
export function renderCodeTables(): string {
  const tables = GROUPS.map(([heading, words]) => [`### ${heading}`, '', '| Code | Name | Meaning | What to do |', '|---|---|---|---|', ...Object.entries(words).map(renderRow), ''].join('\n'));
  return `${BEGIN}\n\n${tables.join('\n')}\n${END}`;
}

/** The document with its tables written anew. */
export function replaceCodeTables(document: string): string {
  const begin = document.indexOf(BEGIN);
  const end = document.indexOf(END);
  if (begin < 0 || end < begin) throw new Error('docs/verdicts.md has lost the marks of its tables');
  return document.slice(0, begin) + renderCodeTables() + document.slice(end + END.length);
}

function renderRow([code, { title, message, hint }]: readonly [string, CodeWords]): string {
  return `| \`${code}\` | ${title} | ${renderTemplate(message)} | ${renderTemplate(hint) || '–'} |`;
}

/** Optional parts are left out, places for values are set in italics, and nothing reads as markup. */
function renderTemplate(template: string): string {
  return template.replaceAll(/\[[^\]]*\]/g, '').replaceAll('<', '&lt;').replaceAll(/"?\{([a-z ]+)\}"?/g, '*$1*').replaceAll('|', '\\|');
}
