import { useCallback, useState } from 'react';

export interface ElementSize {
  readonly width: number;
  readonly height: number;
}

/** Follows the size of an element; `initial` until it was measured. */
export function useElementSize(initial: ElementSize): readonly [(element: HTMLElement | null) => (() => void) | undefined, ElementSize] {
  const [size, setSize] = useState(initial);
  const attach = useCallback((element: HTMLElement | null) => {
    if (element === null || typeof ResizeObserver === 'undefined') return undefined;
    const observer = new ResizeObserver(() => {
      const { clientWidth, clientHeight } = element;
      setSize((last) => (last.width === clientWidth && last.height === clientHeight ? last : { width: clientWidth, height: clientHeight }));
    });
    observer.observe(element);
    return () => { observer.disconnect(); };
  }, []);
  return [attach, size];
}
