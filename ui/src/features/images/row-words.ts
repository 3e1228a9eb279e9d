import type { WireImageRow } from '../../../../backend/contract/api.ts';
import type { Verification } from '../../../../backend/contract/verification.ts';
import { countOf, toDate } from '../../components/text/age.ts';
import { toPlainText } from '../../components/text/plain-text.ts';
import { shortHash } from '../../components/text/short-hash.tsx';
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

/** Two short lines of a cell: the answer, and what belongs to it (empty where nothing does). */
export interface CellWords {
  readonly answer: string;
  readonly remark: string;
}

/** Where the image's revision stands among the pins. */
export function pinWords(pin: Verification['pin']): CellWords {
  switch (pin.state) {
    case 'current': return { answer: 'Current', remark: '' };
    case 'never': return { answer: 'Never pinned', remark: '' };
    case 'none': return { answer: 'No pins', remark: '' };
    case 'former': {
      const pins = pin.pinsBehind === null ? 'Former pin' : `${countOf(pin.pinsBehind, 'pin')} behind`;
      const days = pin.daysBehind === null ? '' : countOf(pin.daysBehind, 'day');
      return pin.kind === 'withdrawn' ? { answer: 'Withdrawn', remark: `${pins}${days === '' ? '' : ` · ${days}`}` } : { answer: pins, remark: days };
    }
  }
}

/** Who signed, and when it was logged. */
export function signatureWords(signature: Verification['signature']): CellWords {
  switch (signature.state) {
    case 'verified': return { answer: toPlainText(signature.keyName ?? 'Trusted key', 60), remark: signature.loggedAt === null ? '' : `logged ${toDate(signature.loggedAt)}` };
    case 'unsigned': return { answer: 'Unsigned', remark: '' };
    case 'invalid': return { answer: 'Invalid signature', remark: '' };
    case 'indeterminate': return { answer: "Couldn't check", remark: '' };
    case 'notCheckable': return { answer: 'Not checkable', remark: 'no digest known' };
  }
}

/** What a screen reader says for a row: the verdict and the image. */
export function rowLabel(row: WireImageRow): string {
  return toPlainText(`${VERDICT_WORDS[verdictOf(row)].word}: ${titleOf(row)}, ${placeOf(row)}`, 300);
}
