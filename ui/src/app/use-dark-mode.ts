import { useMediaQuery } from '@mui/material';

/** Follows the colour scheme of the host while the panel is open. */
export function useDarkMode(): boolean {
  return useMediaQuery('(prefers-color-scheme: dark)', { noSsr: true });
}
