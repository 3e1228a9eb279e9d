import type { WireImageRow } from '../../../../backend/contract/api.ts';
import { toPlainText } from '../../components/text/plain-text.ts';
import { shortHash } from '../../components/text/short-hash.tsx';
import { RISK_WORDS } from '../../components/risk/risk-words.ts';
import { VERDICT_WORDS } from '../../components/verdict/verdict-words.ts';
import type { ShownVerdict } from '../../components/verdict/verdict-words.ts';

/** The verdict that a row shows. */
export function verdictOf(row: WireImageRow): ShownVerdict {
  return row.verification?.verdict ?? 'unchecked';
}

/** The server's title, or the last part of the repository where no server is known. */
export function titleOf(row: WireImageRow): string {
  return row.server?.title ?? row.repository.split('/').at(-1) ?? row.repository;
}

/** Repository and tags; an image without tag was pulled by its digest. */
export function placeOf(row: WireImageRow): string {
  if (row.tags.length > 0) return `${row.repository}:${row.tags.join(', ')}`;
  return row.digest === null ? row.repository : `${row.repository}@${shortHash(row.digest)} · pulled by digest`;
}

/** What a screen reader says for a row: the verdict, the image, and the last review. */
export function rowLabel(row: WireImageRow): string {
  return toPlainText(`${VERDICT_WORDS[verdictOf(row)].word}: ${titleOf(row)}, ${placeOf(row)}${reviewWords(row)}`, 300);
}

function reviewWords({ review }: WireImageRow): string {
  if (review === null) return '';
  return `, reviewed: ${RISK_WORDS[review.risk].word.toLowerCase()} risk${review.isForThisRevision ? '' : ' of an older revision'}`;
}
