/** What applies everywhere: a class for words that only screen readers get, and calm for those who asked for it. */
export const GLOBAL_STYLES = {
  '.screen-reader-only': { position: 'absolute', width: 1, height: 1, margin: -1, padding: 0, overflow: 'hidden', clip: 'rect(0 0 0 0)', whiteSpace: 'nowrap', border: 0 },
  'code, pre': { fontFamily: 'ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace' },
  '.MuiAlert-action .MuiButton-root': { whiteSpace: 'nowrap' },
  'html, body, #root': { height: '100%' },
  '@media (prefers-reduced-motion: reduce)': { '*, *::before, *::after': { transitionDuration: '0.01ms !important', animationDuration: '0.01ms !important', animationIterationCount: '1 !important', scrollBehavior: 'auto !important' } },
} as const;
