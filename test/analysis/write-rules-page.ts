import { readFileSync, writeFileSync } from 'node:fs';
import { RULE_SET_VERSION } from '../../backend/analysis/rule-set.ts';
import { listRuleSources, renderRulesPage, toRuleSetDigest } from './rules-page.ts';

const page = new URL('../../docs/rules.md', import.meta.url);
const record = new URL('rule-set.json', import.meta.url);
const entry = `${JSON.stringify({ version: RULE_SET_VERSION, digest: toRuleSetDigest(listRuleSources()) }, null, 2)}\n`;

writeFileSync(page, renderRulesPage());
const known = readFileSync(record, 'utf8');
// A version that was given out stands for one set of rules: `--same-version` is for a version that nobody has yet.
if (known !== entry && known.includes(`"${RULE_SET_VERSION}"`) && !process.argv.includes('--same-version')) throw new Error('The rules have changed: raise RULE_SET_VERSION in backend/core/review/rule-set-version.ts.');
writeFileSync(record, entry);
