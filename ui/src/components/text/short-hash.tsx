import type { ReactNode } from 'react';
import { toPlainText } from './plain-text.ts';

const SHOWN_DIGITS = 7;

/** The first seven digits of a commit or digest, without its algorithm. */
export function shortHash(hash: string): string {
  return toPlainText(hash.replace(/^sha256:/, ''), 64).slice(0, SHOWN_DIGITS);
}

/** A hash in seven digits, whole on hover. */
export function ShortHash({ hash }: { readonly hash: string }): ReactNode {
  return <code title={toPlainText(hash)}>{shortHash(hash)}</code>;
}
