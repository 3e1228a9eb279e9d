import type { Verification } from '../../../../backend/contract/verification.ts';
import { countOf, toDate } from '../../components/text/age.ts';
import { toPlainText } from '../../components/text/plain-text.ts';

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
    case 'none': return { answer: '–', remark: '' };
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
