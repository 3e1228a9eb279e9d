import type { Rule } from './rule.ts';

/** A proxy address, or nothing. */
export const isProxy: Rule = (text) => {
  if (text === '') return null;
  return URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol) ? null : 'Give an address such as http://proxy.corp:3128.';
};

/** PEM certificates, or nothing. A private key has no place here. */
export const isCertificate: Rule = (text) => {
  if (text.trim() === '') return null;
  if (/PRIVATE KEY/.test(text)) return 'This is a private key. Give the certificate alone.';
  return /-----BEGIN CERTIFICATE-----[\s\S]+-----END CERTIFICATE-----/.test(text) ? null : 'Give a PEM certificate (-----BEGIN CERTIFICATE-----).';
};
