import type { Rule } from './rule.ts';

const OWNER = /^[a-z0-9.-]+\.[a-z]{2,}\/[\w.-]+$/i;
const BRANCH = /^(?!-)[\w./-]+$/;

/** A git URL (https, ssh or file) or an absolute folder. Options (`-…`) and remote helpers (`ext::`) run commands in git. */
export const isCatalogSource: Rule = (text) => {
  if (text.startsWith('/') && !text.includes('\0')) return null;
  if (URL.canParse(text) && ['https:', 'ssh:', 'file:'].includes(new URL(text).protocol)) return null;
  return 'Give a git address (https://, ssh:// or file://) or an absolute folder.';
};

export const isBranch: Rule = (text) => (BRANCH.test(text) ? null : 'Give the name of a branch, such as main.');

export const isOwner: Rule = (text) => (OWNER.test(text) ? null : 'Give host and owner, such as github.com/docker.');
