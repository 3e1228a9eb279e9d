import type { ThemeOptions } from '@mui/material';

/** The panel's own look, for hosts that inject none. */
export const FALLBACK_THEMES: Readonly<Record<'light' | 'dark', ThemeOptions>> = {
  light: {
    palette: {
      mode: 'light', primary: { main: '#1a5fd0' }, error: { main: '#a60b34' }, warning: { main: '#8a5200' }, info: { main: '#1a5fd0' }, success: { main: '#00664f' },
      background: { default: '#f7f8fa', paper: '#ffffff' }, text: { primary: '#17191e', secondary: '#566170' }, divider: '#dbe0e6',
    },
  },
  dark: {
    palette: {
      mode: 'dark', primary: { main: '#7fb2ff' }, error: { main: '#ff8a8a' }, warning: { main: '#f5c04f' }, info: { main: '#7fb2ff' }, success: { main: '#5cdcb5' },
      background: { default: '#111317', paper: '#17191e' }, text: { primary: '#f0f2f5', secondary: '#a9b4c0' }, divider: '#343b45',
    },
    // MUI lightens dark surfaces by an overlay; ours keep the colour that the contrast was checked on.
    components: { MuiPaper: { styleOverrides: { root: { backgroundImage: 'none' } } }, MuiDialog: { styleOverrides: { paper: { border: '1px solid #343b45' } } } },
  },
};
