import { Box, Tooltip, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { Icon } from '../icon/icon.tsx';
import { OuterText } from '../text/outer-text.tsx';
import { PUBLISHER_BUILDERS, PUBLISHER_LEVELS } from './publisher-words.ts';
import type { WirePublisher } from './publisher-words.ts';

/** Who published an image and who built it, each as icon and word; the tooltip holds the evidence. */
export function PublisherMark({ publisher }: { readonly publisher: WirePublisher }): ReactNode {
  const level = PUBLISHER_LEVELS[publisher.level];
  const builder = PUBLISHER_BUILDERS[publisher.builtBy];
  return (
    <Tooltip title={<PublisherEvidence publisher={publisher} />} describeChild enterDelay={400}>
      <Box sx={{ minWidth: 0 }}>
        <Line icon={<Icon name={level.icon} size={16} />}>
          {publisher.name === null ? level.word : <>{level.shortWord}: <OuterText text={publisher.name} maxCharacters={60} /></>}
        </Line>
        <Line icon={<Icon name={builder.icon} size={14} />} isQuiet>{builder.word}</Line>
      </Box>
    </Tooltip>
  );
}

function PublisherEvidence({ publisher }: { readonly publisher: WirePublisher }): ReactNode {
  if (publisher.evidence.length === 0) return 'Nothing is known that would say more.';
  return (
    <Box component="ul" sx={{ m: 0, pl: 2 }}>
      {publisher.evidence.map((line, index) => <li key={index}><OuterText text={line} /></li>)}
    </Box>
  );
}

function Line({ icon, isQuiet = false, children }: { readonly icon: ReactNode; readonly isQuiet?: boolean; readonly children: ReactNode }): ReactNode {
  return (
    <Typography component="div" variant={isQuiet ? 'caption' : 'body2'} color={isQuiet ? 'text.secondary' : 'text.primary'} noWrap sx={{ display: 'flex', alignItems: 'center', gap: 0.75 }}>
      {icon}<Box component="span" sx={{ overflow: 'hidden', textOverflow: 'ellipsis' }}>{children}</Box>
    </Typography>
  );
}
