import { useCallback } from 'react';
import { z } from 'zod';
import { VERDICTS } from '../../../backend/contract/verification.ts';
import { DEFAULT_SORT } from '../features/images/sort-rows.ts';
import { useStoredState } from '../lib/stored-state.ts';

const pageSchema = z.enum(['images', 'reviews', 'settings']);
export type PageName = z.infer<typeof pageSchema>;

const panelStateSchema = z.object({
  page: pageSchema,
  /** What the page of reviews shows instead of the history; `from` is the page to go back to. */
  review: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('one'), id: z.string(), from: pageSchema }),
    z.object({ kind: z.literal('comparison'), older: z.string(), newer: z.string(), from: pageSchema }),
  ]).nullable().default(null),
  /** Key of the row whose details are open. */
  selectedKey: z.string().nullable(),
  verdict: z.enum([...VERDICTS, 'unchecked']).nullable(),
  search: z.string(),
  sort: z.object({ column: z.string(), direction: z.enum(['ascending', 'descending']) }),
});
export type PanelState = z.infer<typeof panelStateSchema>;

/** Mismatches first, nothing filtered. */
const INITIAL: PanelState = { page: 'images', review: null, selectedKey: null, verdict: null, search: '', sort: DEFAULT_SORT };

/** Where the person is in the panel; it is the same after leaving and coming back. */
export function usePanelState(): readonly [PanelState, (change: Partial<PanelState>) => void] {
  const [state, store] = useStoredState('panel', panelStateSchema, INITIAL);
  const change = useCallback((part: Partial<PanelState>) => { store((last) => ({ ...last, ...part })); }, [store]);
  return [state, change];
}
