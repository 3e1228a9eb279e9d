import type { WireRisk } from '../../../../backend/contract/review.ts';

interface RiskColours {
  /** Icon and word; at least 4.5 : 1 on `background` and on the page. */
  readonly foreground: string;
  readonly background: string;
}

/** Chosen so that the five differ also for people who do not see red or green (see the test that simulates it). */
export const RISK_COLOURS: Readonly<Record<'light' | 'dark', Readonly<Record<WireRisk, RiskColours>>>> = {
  light: {
    critical: { foreground: '#7c0042', background: '#fbd3df' },
    high: { foreground: '#8b260c', background: '#ffe8dd' },
    medium: { foreground: '#8a5c00', background: '#fff3d6' },
    low: { foreground: '#0b5cad', background: '#dfedfc' },
    info: { foreground: '#4b5663', background: '#e8ecf0' },
  },
  dark: {
    critical: { foreground: '#ff7fa6', background: '#4d0f28' },
    high: { foreground: '#ffa57d', background: '#43200f' },
    medium: { foreground: '#f2d264', background: '#382c08' },
    low: { foreground: '#7db8ff', background: '#10304f' },
    info: { foreground: '#b6c1cc', background: '#2a313a' },
  },
};
