import { useState } from 'react';
import type { ReactNode } from 'react';
import { toPlainText } from './text/plain-text.ts';

const TONES = ['#1d63ed', '#00664f', '#835000', '#5b32b0', '#9a2f6b', '#0b6b86', '#4b5663'] as const;

interface ServerIconProps {
  readonly title: string;
  /** Address of the picture; only used where the user allowed remote pictures. */
  readonly picture: string | null;
  readonly size?: number;
}

/** A letter tile; the server's own picture only where remote pictures were allowed and the address is https. */
export function ServerIcon({ title, picture, size = 36 }: ServerIconProps): ReactNode {
  const [failed, setFailed] = useState<string | null>(null);
  const box = { width: size, height: size };
  if (picture !== null && picture !== failed && picture.startsWith('https://')) {
    return <img className="server-icon" src={picture} alt="" referrerPolicy="no-referrer" loading="lazy" onError={() => { setFailed(picture); }} style={box} />;
  }
  const letter = /[\p{L}\p{N}]/u.exec(toPlainText(title, 60))?.[0]?.toUpperCase() ?? '·';
  return (
    <div aria-hidden="true" className="server-icon" style={{ ...box, backgroundColor: toneOf(title), fontSize: size * 0.46 }}>{letter}</div>
  );
}

function toneOf(title: string): string {
  let sum = 0;
  for (const character of title.slice(0, 60)) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973;
  return TONES[sum % TONES.length] ?? TONES[0];
}
