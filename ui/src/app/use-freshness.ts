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
  const last = useRef({ catalogHead, wasLost: false });
  useEffect(() => {
    const { catalogHead: lastHead, wasLost } = last.current;
    const hasMoved = lastHead !== null && catalogHead !== null && lastHead !== catalogHead;
    const isBack = isConnected && wasLost;
    last.current = { catalogHead: catalogHead ?? lastHead, wasLost: !isConnected };
    if (hasMoved || isBack) void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'status' });
  }, [catalogHead, isConnected, queries]);
}
