import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';

interface FreshnessOptions {
  /** The catalog's commit: another one can change every verdict. */
  readonly catalogHead: string | null;
  /** The backend answers. */
  readonly isConnected: boolean;
}

/** Asks for the images again when the catalog moved, or when the backend came back. */
export function useFreshness({ catalogHead, isConnected }: FreshnessOptions): void {
  const queries = useQueryClient();
  // Undefined until the backend told once; null while it has no catalog: what was listed then lacks what only that knows.
  const last = useRef<{ readonly catalogHead: string | null | undefined; readonly wasLost: boolean }>({ catalogHead: undefined, wasLost: false });
  useEffect(() => {
    const { catalogHead: lastHead, wasLost } = last.current;
    const hasMoved = lastHead !== undefined && catalogHead !== null && lastHead !== catalogHead;
    const isBack = isConnected && wasLost;
    last.current = { catalogHead: isConnected ? catalogHead : lastHead, wasLost: !isConnected };
    if (hasMoved || isBack) void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'status' });
  }, [catalogHead, isConnected, queries]);
}
