import type { ReactNode } from 'react';
import { toPlainText } from './plain-text.ts';

/** Text that came from an image, a registry or the catalog: neutralised, cut, and isolated from the text around it. */
export function OuterText({ text, maxCharacters }: { readonly text: string; readonly maxCharacters?: number }): ReactNode {
  return <bdi>{toPlainText(text, maxCharacters)}</bdi>;
}
