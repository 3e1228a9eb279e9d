import type { ShownVerdict } from './verdict-words.ts';

export interface VerdictColours {
  /** Icon and word; at least 4.5 : 1 on `background` and on the page. */
  readonly foreground: string;
  readonly background: string;
}

/** Chosen so that the five differ also for people who do not see red or green (see the test that simulates it). */
export const VERDICT_COLOURS: Readonly<Record<'light' | 'dark', Readonly<Record<ShownVerdict, VerdictColours>>>> = {
  light: {
    verified: { foreground: '#00664f', background: '#d9f2ea' },
    outdated: { foreground: '#8a5800', background: '#ffefcc' },
    unverified: { foreground: '#4b5663', background: '#e8ecf0' },
    mismatch: { foreground: '#a60b34', background: '#fde3e3' },
    indeterminate: { foreground: '#5b32b0', background: '#ece5fb' },
    unchecked: { foreground: '#4b5663', background: '#ffffff' },
  },
  dark: {
    verified: { foreground: '#5cdcb5', background: '#0f342a' },
    outdated: { foreground: '#f5c04f', background: '#392b0a' },
    unverified: { foreground: '#b6c1cc', background: '#2a313a' },
    mismatch: { foreground: '#ff8a8a', background: '#481a1f' },
    indeterminate: { foreground: '#c4abff', background: '#302452' },
    unchecked: { foreground: '#b6c1cc', background: '#17191e' },
  },
};
