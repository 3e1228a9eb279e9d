import { createHash } from 'node:crypto';

/** Title and body of a pull request. */
export interface SealableText {
  readonly title: string;
  readonly body: string;
}

const SEAL = /\s*<!-- mcp-trust-inspector sha256:(?<hash>[0-9a-f]{64}) -->\s*$/;

/** The same text with a hidden comment at its end, by which `isSealed` knows that nobody changed it since. */
export function sealText({ title, body }: SealableText): SealableText {
  const plain = normalize(body);
  return { title, body: `${plain}\n\n<!-- mcp-trust-inspector sha256:${hashOf(title, plain)} -->\n` };
}

/** Tells whether this is a text of `sealText` as it was made. It shows edits; it proves nothing about who wrote it. */
export function isSealed({ title, body }: SealableText): boolean {
  const hash = SEAL.exec(body)?.groups?.['hash'];
  return hash !== undefined && hash === hashOf(title, normalize(body.replace(SEAL, '')));
}

/** Tells whether two texts are the same but for line ends, and white space at the end, which forges change. */
export function isSameText(one: SealableText, other: SealableText): boolean {
  return one.title === other.title && normalize(one.body) === normalize(other.body);
}

function hashOf(title: string, body: string): string {
  return createHash('sha256').update(`${title}\n${body}`).digest('hex');
}

function normalize(text: string): string {
  return text.replaceAll('\r\n', '\n').trimEnd();
}
