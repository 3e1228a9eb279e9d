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

/** Where the image's revision stands among the pins, in a few words. */
export function pinWords(pin: Verification['pin']): string {
  switch (pin.state) {
    case 'current': return 'Current';
    case 'never': return 'Never pinned';
    case 'none': return 'No pins';
    case 'former': {
      const distance = [
        pin.pinsBehind === null ? null : `${countOf(pin.pinsBehind, 'pin')} behind`,
        pin.daysBehind === null ? null : countOf(pin.daysBehind, 'day'),
      ].filter((part) => part !== null).join(' · ');
      return pin.kind === 'withdrawn' ? `Withdrawn${distance === '' ? '' : ` · ${distance}`}` : distance || 'Former pin';
    }
  }
}

/** Who signed and when, in a few words. */
export function signatureWords(signature: Verification['signature']): string {
  switch (signature.state) {
    case 'verified': return `${toPlainText(signature.keyName ?? 'Trusted key', 60)}${signature.loggedAt === null ? '' : ` · logged ${toDate(signature.loggedAt)}`}`;
    case 'unsigned': return 'Unsigned';
    case 'invalid': return 'Invalid signature';
    case 'indeterminate': return 'Could not be checked';
    case 'notCheckable': return 'Not checkable: no digest';
  }
}

/** What a screen reader says for a row: the verdict and the image. */
export function rowLabel(row: WireImageRow): string {
  return toPlainText(`${VERDICT_WORDS[verdictOf(row)].word}: ${titleOf(row)}, ${placeOf(row)}`, 300);
}
