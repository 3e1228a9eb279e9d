import { useCallback } from 'react';
import { z } from 'zod';
import { VERDICTS } from '../../../backend/contract/verification.ts';
import { DEFAULT_SORT } from '../features/images/sort-rows.ts';
import { useStoredState } from '../lib/stored-state.ts';

const panelStateSchema = z.object({
  page: z.enum(['images', 'settings']),
  /** Key of the row whose details are open. */
  selectedKey: z.string().nullable(),
  verdict: z.enum([...VERDICTS, 'unchecked']).nullable(),
  search: z.string(),
  sort: z.object({ column: z.string(), direction: z.enum(['ascending', 'descending']) }),
});
export type PanelState = z.infer<typeof panelStateSchema>;

/** Mismatches first, nothing filtered. */
const INITIAL: PanelState = { page: 'images', selectedKey: null, verdict: null, search: '', sort: DEFAULT_SORT };

/** Where the person is in the panel; it is the same after leaving and coming back. */
export function usePanelState(): readonly [PanelState, (change: Partial<PanelState>) => void] {
  const [state, store] = useStoredState('panel', panelStateSchema, INITIAL);
  const change = useCallback((part: Partial<PanelState>) => { store((last) => ({ ...last, ...part })); }, [store]);
  return [state, change];
}
