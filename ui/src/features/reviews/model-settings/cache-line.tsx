import { Box, Button, Typography } from '@mui/material';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { WireModelSettings } from '../../../../../backend/contract/review.ts';
import { Icon } from '../../../components/icon/icon.tsx';
import { ProblemNotice } from '../../../components/notice/problem-notice.tsx';
import { countOf } from '../../../components/text/age.ts';
import { toBytes } from '../../../components/text/amounts.ts';
import { useTransport } from '../../../lib/backend.ts';
import { asProblem } from '../../../lib/loadable.ts';
import { REVIEW_KEYS } from '../query-keys.ts';
import { emptySources } from '../requests/empty-sources.ts';

/** Sources that were fetched once and serve several reviews. Nothing is lost by emptying: they are fetched again. */
export function CacheLine({ cache }: Pick<WireModelSettings, 'cache'>): ReactNode {
  const transport = useTransport();
  const queries = useQueryClient();
  const empty = useMutation({ mutationFn: () => emptySources(transport), onSuccess: () => queries.invalidateQueries({ queryKey: REVIEW_KEYS.modelSettings }) });
  return (
    <>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5, flexWrap: 'wrap' }}>
        <Typography variant="body2" role="status">{cache.sources === 0 ? 'No fetched source is kept.' : `${countOf(cache.sources, 'fetched source')} kept for further reviews (${toBytes(cache.bytes)}).`}</Typography>
        <Button size="small" startIcon={<Icon name="trash" />} disabled={cache.sources === 0 || empty.isPending} onClick={() => { empty.mutate(); }}>{empty.isPending ? 'Emptying…' : 'Empty cache'}</Button>
      </Box>
      {empty.error !== null && <ProblemNotice title="The cache was not emptied" problem={asProblem(empty.error)} />}
    </>
  );
}
