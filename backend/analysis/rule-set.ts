import type { Rule } from './rule.ts';
import { CODE_RULES } from './rules/code/code-rules.ts';
import { TEXT_RULES } from './rules/text/text-rules.ts';

/** Raised whenever a rule, or what it stands on, changes: stored reviews of another version are not the same review. */
export { RULE_SET_VERSION } from '../core/review/rule-set-version.ts';

/** All rules, in the order of docs/rules.md. */
export const RULES: readonly Rule[] = [...CODE_RULES, ...TEXT_RULES];
