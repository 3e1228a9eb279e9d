/** Rules of single fields: null when the text is right, else what is wrong in one sentence. */
type Rule = (text: string) => string | null;

const HOST = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?$/i;
const REPOSITORY = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?(\/[a-z0-9]+([._-]+[a-z0-9]+)*)+$/;
const PATTERN = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?(\/[a-z0-9._-]+)*\/(\*|[a-z0-9._-]+)$/;
const OWNER = /^[a-z0-9.-]+\.[a-z]{2,}\/[\w.-]+$/i;
const BRANCH = /^(?!-)[\w./-]+$/;

/** A git URL (https, ssh or file) or an absolute folder. Options (`-…`) and remote helpers (`ext::`) run commands in git. */
export const isCatalogSource: Rule = (text) => {
  if (text.startsWith('/') && !text.includes('\0')) return null;
  if (URL.canParse(text) && ['https:', 'ssh:', 'file:'].includes(new URL(text).protocol)) return null;
  return 'Give a git address (https://, ssh:// or file://) or an absolute folder.';
};

export const isBranch: Rule = (text) => (BRANCH.test(text) ? null : 'Give the name of a branch, such as main.');

export const isRegistryHost: Rule = (text) => (HOST.test(text) ? null : 'Give a host with an optional port, such as registry.corp:5000.');

export const isRepository: Rule = (text) => (REPOSITORY.test(text) ? null : 'Give a repository with its registry, such as docker.io/mcp/signatures.');

/** One pattern of repositories a line. */
export const isPatternList: Rule = (text) => {
  const wrong = splitLines(text).find((line) => !PATTERN.test(line));
  return wrong === undefined ? null : `“${wrong.slice(0, 60)}” is not a repository pattern, such as docker.io/mcp/*.`;
};

export const isOwner: Rule = (text) => (OWNER.test(text) ? null : 'Give host and owner, such as github.com/docker.');

export const isFilled: Rule = (text) => (text.trim() === '' ? 'This must not be empty.' : null);

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

export const isPublicKey: Rule = (text) => {
  if (/PRIVATE KEY/.test(text)) return 'This is a private key. Give the public key alone, and treat the private one as exposed.';
  return /-----BEGIN PUBLIC KEY-----[\s\S]+-----END PUBLIC KEY-----/.test(text) ? null : 'Give a PEM public key (-----BEGIN PUBLIC KEY-----).';
};

/** Lines without the empty ones. */
export function splitLines(text: string): string[] {
  return text.split('\n').map((line) => line.trim()).filter((line) => line !== '');
}
