import { Box, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { Icon } from '../../../components/icon/icon.tsx';
import { OuterText } from '../../../components/text/outer-text.tsx';
import { toCost } from '../../../components/text/amounts.ts';

interface LeavesLineProps {
  /** Host that the source text goes to; null: none. */
  readonly host: string | null;
  /** The most that it can cost, in US dollars; null where no price is known; undefined where no model reads. */
  readonly cost: number | null | undefined;
}

/** What leaves the machine, in one plain sentence, and what it can cost. */
export function LeavesLine({ host, cost }: LeavesLineProps): ReactNode {
  return (
    <Box role="status" sx={{ display: 'flex', gap: 1.5, alignItems: 'center', p: 1.5, borderRadius: 1, border: 1, borderColor: host === null ? 'divider' : 'warning.main', backgroundColor: 'action.hover' }}>
      <Icon name={host === null ? 'home' : 'leaves'} size={22} />
      <Box>
        <Typography sx={{ fontWeight: 600 }}>{host === null ? 'Nothing leaves this machine.' : <>Source text goes to <OuterText text={host} maxCharacters={200} />.</>}</Typography>
        {cost !== undefined && <Typography variant="body2" color="text.secondary">{costSentence(cost)}</Typography>}
      </Box>
    </Box>
  );
}

function costSentence(cost: number | null): string {
  return cost === null ? 'Cost: no price known for this model.' : `Cost: at most ${toCost(cost)} with this budget.`;
}
