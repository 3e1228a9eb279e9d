import type { ReactNode } from 'react';
import type { WireImageRow } from '../../../../backend/contract/api.ts';
import { ExternalLink } from '../../components/text/external-link.tsx';
import { ShortHash, shortHash } from '../../components/text/short-hash.tsx';
import { pinWords, signatureWords } from './cell-words.ts';
import type { CellWords } from './cell-words.ts';

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
