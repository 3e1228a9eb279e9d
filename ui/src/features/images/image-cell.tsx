import type { ReactNode } from 'react';
import type { WireImageRow } from '../../../../backend/contract/api.ts';
import { ServerIcon } from '../../components/server-icon.tsx';
import { OuterText } from '../../components/text/outer-text.tsx';
import { toPlainText } from '../../components/text/plain-text.ts';
import { pinWords, signatureWords } from './cell-words.ts';
import { placeOf, titleOf } from './row-words.ts';

/** Icon, title, repository and tags; on narrow panels also what the missing columns would say. */
export function ImageCell({ row, picture, isNarrow }: { readonly row: WireImageRow; readonly picture: string | null; readonly isNarrow: boolean }): ReactNode {
  const place = placeOf(row);
  return (
    <div style={{ display: 'flex', alignItems: 'center', gap: 12, minWidth: 0 }}>
      <ServerIcon title={titleOf(row)} picture={picture} />
      <div style={{ minWidth: 0 }}>
        <div className="cell-line tone-strong"><OuterText text={titleOf(row)} maxCharacters={120} /></div>
        <div className="cell-caption" title={toPlainText(place)}><OuterText text={place} maxCharacters={200} /></div>
        {isNarrow && row.verification !== null && (
          <div className="cell-caption">{pinWords(row.verification.pin).answer} · {signatureWords(row.verification.signature).answer}</div>
        )}
      </div>
    </div>
  );
}
