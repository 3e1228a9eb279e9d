import { useState } from 'react';
import type { KeyboardEvent } from 'react';

interface GridKeysOptions {
  readonly count: number;
  /** Rows of one page, for Page Up and Page Down. */
  readonly pageSize: number;
  readonly initial: number;
  readonly moveTo: (index: number) => void;
}

/** The roving place of the keyboard: one row takes part in the tab order, arrows move it (WAI-ARIA grid pattern). */
export function useGridKeys({ count, pageSize, initial, moveTo }: GridKeysOptions): {
  readonly active: number;
  readonly setActive: (index: number) => void;
  /** True when the key was one that moves. */
  readonly handle: (event: KeyboardEvent, index: number) => boolean;
} {
  const [place, setActive] = useState(initial);
  const active = Math.max(0, Math.min(place, count - 1));
  const handle = (event: KeyboardEvent, index: number): boolean => {
    const target = targetOf(event.key, { index, count, pageSize });
    if (target === null) return false;
    event.preventDefault();
    setActive(target);
    moveTo(target);
    return true;
  };
  return { active, setActive, handle };
}

function targetOf(key: string, { index, count, pageSize }: { readonly index: number; readonly count: number; readonly pageSize: number }): number | null {
  const moves: Readonly<Record<string, number>> = { ArrowDown: index + 1, ArrowUp: index - 1, PageDown: index + pageSize, PageUp: index - pageSize, Home: 0, End: count - 1 };
  const target = moves[key];
  return target === undefined ? null : Math.max(0, Math.min(count - 1, target));
}
