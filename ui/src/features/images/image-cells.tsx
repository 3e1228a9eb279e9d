import type { ReactNode } from 'react';
import type { WireImageRow } from '../../../../backend/contract/api.ts';
import { Icon } from '../../components/icon/icon.tsx';
import { ServerIcon } from '../../components/server-icon.tsx';
import { ExternalLink } from '../../components/text/external-link.tsx';
import { OuterText } from '../../components/text/outer-text.tsx';
import { toPlainText } from '../../components/text/plain-text.ts';
import { ShortHash, shortHash } from '../../components/text/short-hash.tsx';
import { pinWords, placeOf, signatureWords, titleOf } from './row-words.ts';
import type { CellWords } from './row-words.ts';

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

/** The revision that the image claims, with a link to the commit where its forge is known. */
export function RevisionCell({ row, isActive }: { readonly row: WireImageRow; readonly isActive: boolean }): ReactNode {
  const revision = row.verification?.revision.claim ?? row.verification?.revision.label ?? row.labelRevision;
  if (revision === null) return <Quiet>No revision</Quiet>;
  const url = row.verification?.revision.url ?? null;
  if (url === null) return <ShortHash hash={revision} />;
  return <ExternalLink url={url} label={`Commit ${shortHash(revision)} on the web`} tabIndex={isActive ? 0 : -1}><ShortHash hash={revision} /></ExternalLink>;
}

export function PinCell({ row }: { readonly row: WireImageRow }): ReactNode {
  const pin = row.verification?.pin;
  if (pin === undefined) return <Quiet>–</Quiet>;
  const isBad = pin.state === 'never' || pin.kind === 'withdrawn';
  return <TwoLines words={pinWords(pin)} colour={isBad ? 'bad' : pin.state === 'none' ? 'quiet' : 'plain'} />;
}

export function SignatureCell({ row }: { readonly row: WireImageRow }): ReactNode {
  const signature = row.verification?.signature;
  if (signature === undefined) return <Quiet>–</Quiet>;
  const isBad = signature.state === 'invalid' || (signature.state === 'unsigned' && row.verification?.verdict === 'mismatch');
  return <TwoLines words={signatureWords(signature)} colour={isBad ? 'bad' : signature.state === 'verified' ? 'plain' : 'quiet'} />;
}

interface ActionsCellProps {
  readonly row: WireImageRow;
  readonly isActive: boolean;
  readonly isChecking: boolean;
  readonly onVerify: (row: WireImageRow) => void;
}

/** What can be done with a row; its place is always kept, so that nothing jumps on hover. */
export function ActionsCell({ row, isActive, isChecking, onVerify }: ActionsCellProps): ReactNode {
  return (
    <div className="row-actions">
      <button
        type="button" className="row-button" title="Verify (V)" aria-label={toPlainText(`Verify ${titleOf(row)}`, 120)} aria-keyshortcuts="V"
        disabled={isChecking} tabIndex={isActive ? 0 : -1} onClick={(event) => { event.stopPropagation(); onVerify(row); }}
      >
        <Icon name="verify" />
      </button>
    </div>
  );
}

function TwoLines({ words, colour }: { readonly words: CellWords; readonly colour: 'plain' | 'quiet' | 'bad' }): ReactNode {
  return (
    <>
      <Line colour={colour}>{words.answer}</Line>
      {words.remark !== '' && <div className="cell-caption">{words.remark}</div>}
    </>
  );
}

export function Quiet({ children }: { readonly children: ReactNode }): ReactNode {
  return <Line colour="quiet">{children}</Line>;
}

function Line({ colour, children }: { readonly colour: 'plain' | 'quiet' | 'bad'; readonly children: ReactNode }): ReactNode {
  return <div className={`cell-line tone-${colour}`} title={typeof children === 'string' ? children : undefined}>{children}</div>;
}
