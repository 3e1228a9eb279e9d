import { useQuery } from '@tanstack/react-query';
import type { WireSettingsAnswer } from '../../../../backend/contract/api.ts';
import { useTransport } from '../../lib/backend.ts';
import { toLoadable } from '../../lib/loadable.ts';
import type { Loadable } from '../../lib/loadable.ts';
import { fetchSettings } from './settings-requests.ts';

const SETTINGS_KEY = ['settings'];

export interface SettingsView {
  readonly settings: Loadable<WireSettingsAnswer>;
  readonly tryAgain: () => void;
}

/** Settings, keys and the list of known publishers. */
export function useSettings(isEnabled: boolean): SettingsView {
  const transport = useTransport();
  const query = useQuery({ queryKey: SETTINGS_KEY, queryFn: () => fetchSettings(transport), enabled: isEnabled, retry: false });
  return { settings: toLoadable(query), tryAgain: () => { void query.refetch(); } };
}
