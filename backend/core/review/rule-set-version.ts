/** Raised whenever a static rule, or what rules stand on, changes: a review by another version is not the same review. */
export const RULE_SET_VERSION = '2026-11-22.1';
