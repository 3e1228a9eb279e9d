import type { Rule } from './rule.ts';

export const isPublicKey: Rule = (text) => {
  if (/PRIVATE KEY/.test(text)) return 'This is a private key. Give the public key alone, and treat the private one as exposed.';
  return /-----BEGIN PUBLIC KEY-----[\s\S]+-----END PUBLIC KEY-----/.test(text) ? null : 'Give a PEM public key (-----BEGIN PUBLIC KEY-----).';
};
