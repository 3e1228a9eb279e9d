import { alpha } from '@mui/material';
import type { Theme } from '@mui/material';
import { VERDICT_COLOURS } from './verdict/verdict-colours.ts';

/**
 * Styles of what stands in rows, as plain classes: a filter draws hundreds of cells at once,
 * and styles that are computed for each of them would cost most of that time.
 */
export function panelStyles({ palette, shape }: Theme): Record<string, object> {
  return {
    '.grid-row': {
      position: 'absolute', contain: 'strict', left: 0, right: 0, padding: '0 12px', columnGap: 16, cursor: 'pointer', display: 'grid', alignItems: 'center', borderBottom: `1px solid ${palette.divider}`,
      '&:hover': { backgroundColor: palette.action.hover },
      '&[aria-selected=true]': { backgroundColor: palette.action.selected },
      '&:focus-visible': { outline: `2px solid ${palette.primary.main}`, outlineOffset: -2 },
      '& .row-actions': { opacity: 0 },
      '&:hover .row-actions, &:focus .row-actions, &:focus-within .row-actions': { opacity: 1 },
      '@media (hover: none)': { '& .row-actions': { opacity: 1 } },
    },
    '.grid-cell': { minWidth: 0, overflow: 'hidden' },
    '.cell-line': { fontSize: 14, lineHeight: 1.43, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
    '.cell-caption': { fontSize: 12, lineHeight: 1.6, color: palette.text.secondary, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
    '.cell-with-icon': { display: 'flex', alignItems: 'center', gap: 6, '& > span': { overflow: 'hidden', textOverflow: 'ellipsis' } },
    '.tone-strong': { fontWeight: 600 },
    '.tone-quiet': { color: palette.text.secondary },
    '.tone-bad': { color: VERDICT_COLOURS[palette.mode].mismatch.foreground },
    '.row-actions': { display: 'flex', justifyContent: 'flex-end' },
    '.row-button': {
      display: 'grid', placeItems: 'center', width: 32, height: 32, border: 0, borderRadius: '50%', background: 'none', color: palette.text.secondary, cursor: 'pointer',
      '&:hover': { backgroundColor: alpha(palette.text.primary, 0.08) }, '&:disabled': { opacity: 0.4, cursor: 'default' }, '&:focus-visible': { outline: `2px solid ${palette.primary.main}` },
    },
    '.verdict-chip': {
      display: 'inline-flex', alignItems: 'center', gap: 6, height: 26, width: 148, boxSizing: 'border-box', padding: '0 8px', borderRadius: 13, fontSize: 13, fontWeight: 600, whiteSpace: 'nowrap', overflow: 'hidden',
    },
    '.risk-chip': { display: 'inline-flex', alignItems: 'center', gap: 6, height: 24, boxSizing: 'border-box', padding: '0 9px 0 7px', borderRadius: 6, fontSize: 13, fontWeight: 600, whiteSpace: 'nowrap' },
    '.risk-chip-large': { height: 34, fontSize: 16, padding: '0 14px 0 10px', gap: 8 },
    '.turning': {
      width: 16, height: 16, boxSizing: 'border-box', borderRadius: '50%', border: '2px solid currentColor', borderTopColor: 'transparent', animation: 'turn 900ms linear infinite',
      '@media (prefers-reduced-motion: reduce)': { animation: 'none', borderTopColor: 'currentColor', borderStyle: 'dotted' },
    },
    '@keyframes turn': { to: { transform: 'rotate(360deg)' } },
    '.server-icon': { display: 'grid', placeItems: 'center', flexShrink: 0, color: '#ffffff', fontWeight: 700, borderRadius: shape.borderRadius, objectFit: 'contain' },
    '.outer-link': {
      display: 'inline-flex', alignItems: 'center', gap: 4, color: palette.primary.main, textDecorationColor: alpha(palette.primary.main, 0.4), textUnderlineOffset: 2,
      '&:hover': { textDecorationColor: 'currentColor' }, '&:focus-visible': { outline: `2px solid ${palette.primary.main}`, borderRadius: 2 },
    },
  };
}
