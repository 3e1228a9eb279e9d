import { createTheme } from '@mui/material';
import type { Theme, ThemeOptions } from '@mui/material';
import { z } from 'zod';
import { FALLBACK_THEMES } from './fallback-palette.ts';

/** Theme options are open objects; all that is checked is that there is one for each mode. */
const hostThemesSchema = z.looseObject({ light: z.looseObject({}), dark: z.looseObject({}) });

/** What a host may inject: Docker Desktop's current and its older name. */
type ThemeHost = Pick<Window, '__ddMuiV6Themes' | '__ddMuiV5Themes'>;

declare global {
  // What Docker Desktop puts there; anything but a theme of ours is checked before use.
  interface Window {
    readonly __ddMuiV6Themes?: unknown;
    readonly __ddMuiV5Themes?: unknown;
  }
}

/** The host's theme where it injects one, else our own, in the given mode. */
export function createPanelTheme(isDark: boolean, host: ThemeHost): Theme {
  const mode = isDark ? 'dark' : 'light';
  return createTheme(hostThemes(host)?.[mode] ?? FALLBACK_THEMES[mode], {
    // A host theme that forgets its mode would give us the colours of the other one.
    palette: { mode },
    typography: { button: { textTransform: 'none' } },
    shape: { borderRadius: 8 },
  });
}

function hostThemes(host: ThemeHost): Readonly<Record<'light' | 'dark', ThemeOptions>> | null {
  const parsed = hostThemesSchema.safeParse(host.__ddMuiV6Themes ?? host.__ddMuiV5Themes);
  return parsed.success ? parsed.data : null;
}
