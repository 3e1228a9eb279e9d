import { Box, ButtonBase, useTheme } from '@mui/material';
import type { ReactNode } from 'react';
import { VERDICT_COLOURS } from './verdict-colours.ts';
import { VerdictIcon } from './verdict-icon.tsx';
import { SHOWN_VERDICTS, VERDICT_WORDS } from './verdict-words.ts';
import type { ShownVerdict } from './verdict-words.ts';

interface VerdictBarProps {
  readonly counts: ReadonlyMap<ShownVerdict, number>;
  readonly selected: ShownVerdict | null;
  readonly onSelect: (verdict: ShownVerdict | null) => void;
}

/** Counts the images by verdict; a click on a segment shows those alone, a second click all. */
export function VerdictBar({ counts, selected, onSelect }: VerdictBarProps): ReactNode {
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const shown = SHOWN_VERDICTS.filter((verdict) => verdict !== 'unchecked' || (counts.get(verdict) ?? 0) > 0 || selected === verdict);
  return (
    <Box role="group" aria-label="Filter by verdict" sx={{ display: 'flex', flexWrap: 'wrap', border: 1, borderColor: 'divider', borderRadius: 1, overflow: 'hidden', minWidth: 0 }}>
      <Segment isSelected={selected === null} onClick={() => { onSelect(null); }}>
        <strong>{total.toLocaleString('en')}</strong> All
      </Segment>
      {shown.map((verdict) => {
        const count = counts.get(verdict) ?? 0;
        return (
          <Segment key={verdict} verdict={verdict} isSelected={selected === verdict} isEmpty={count === 0}
            title={VERDICT_WORDS[verdict].meaning} onClick={() => { onSelect(selected === verdict ? null : verdict); }}>
            <VerdictIcon verdict={verdict} size={16} /> <strong>{count.toLocaleString('en')}</strong> {VERDICT_WORDS[verdict].word}
          </Segment>
        );
      })}
    </Box>
  );
}

interface SegmentProps {
  readonly verdict?: ShownVerdict;
  readonly isSelected: boolean;
  readonly isEmpty?: boolean;
  readonly title?: string;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

function Segment({ verdict, isSelected, isEmpty = false, title, onClick, children }: SegmentProps): ReactNode {
  const { palette } = useTheme();
  const colours = verdict === undefined ? null : VERDICT_COLOURS[palette.mode][verdict];
  return (
    <ButtonBase
      aria-pressed={isSelected} title={title} onClick={onClick}
      sx={{
        flex: '1 0 auto', gap: 0.75, px: 1.5, height: 36, fontSize: 13, whiteSpace: 'nowrap', boxShadow: `1px 0 0 0 ${palette.divider}, 0 1px 0 0 ${palette.divider}`,
        color: isEmpty ? 'text.secondary' : colours?.foreground ?? 'text.primary',
        backgroundColor: isSelected ? colours?.background ?? 'action.selected' : 'transparent',
        textDecoration: isSelected ? 'underline' : 'none', textDecorationThickness: 2, textUnderlineOffset: 4,
        '&:hover': { backgroundColor: isSelected ? undefined : 'action.hover' },
        '&:focus-visible': { outline: `2px solid ${palette.primary.main}`, outlineOffset: '-2px' },
      }}
    >
      {children}
    </ButtonBase>
  );
}
