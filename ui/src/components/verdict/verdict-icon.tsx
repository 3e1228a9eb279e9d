import { useTheme } from '@mui/material';
import type { ReactNode } from 'react';
import { VERDICT_COLOURS } from './verdict-colours.ts';
import type { ShownVerdict } from './verdict-words.ts';

const SHIELD = 'M12 1.8l8.5 3.2v6.5c0 5.3-3.5 9.2-8.5 11-5-1.8-8.5-5.7-8.5-11V5z';

/** What is cut into the shield, so that no two verdicts share a shape. */
const GLYPHS: Readonly<Record<ShownVerdict, string>> = {
  verified: 'M7.8 12l3 3 5.6-6',
  outdated: 'M12 7.5a4.6 4.6 0 1 0 0 9.2 4.6 4.6 0 0 0 0-9.2zM12 9.8v2.5l1.7 1',
  unverified: '',
  mismatch: 'M8.7 8.7l6.6 6.6M15.3 8.7l-6.6 6.6',
  indeterminate: 'M9.5 9.4a2.6 2.6 0 1 1 3.8 2.3c-.9.5-1.3 1-1.3 1.9M12 16.5v.1',
  unchecked: '',
};

/** The verdict's own shape. It stands beside its word, so screen readers skip it. */
export function VerdictIcon({ verdict, size = 18 }: { readonly verdict: ShownVerdict; readonly size?: number }): ReactNode {
  const colours = VERDICT_COLOURS[useTheme().palette.mode][verdict];
  const outlined = GLYPHS[verdict] === '';
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" focusable="false" style={{ flexShrink: 0 }} data-verdict-icon={verdict}>
      <path d={SHIELD} fill={outlined ? 'none' : colours.foreground} stroke={colours.foreground} strokeWidth={outlined ? 2 : 1} strokeLinejoin="round" strokeDasharray={verdict === 'unchecked' ? '3 3' : undefined} />
      <path d={GLYPHS[verdict]} fill="none" stroke={colours.background} strokeWidth={verdict === 'outdated' ? 1.8 : 2.2} strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}
