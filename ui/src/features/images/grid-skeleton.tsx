import { Box, Skeleton, Typography } from '@mui/material';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';

const ROWS = 8;
const WORDS_AFTER_MS = 1_000;

/** Rows to come; after a second it says in words what is being waited for. */
export function GridSkeleton({ words }: { readonly words: string }): ReactNode {
  const [hasWaited, setHasWaited] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => { setHasWaited(true); }, WORDS_AFTER_MS);
    return () => { clearTimeout(timer); };
  }, []);
  return (
    <Box aria-busy="true" sx={{ px: 2, pt: 1 }}>
      <Typography role="status" variant="body2" color="text.secondary" sx={{ minHeight: 28 }}>{hasWaited ? words : ''}</Typography>
      {Array.from({ length: ROWS }, (_, index) => (
        <Box key={index} sx={{ display: 'flex', alignItems: 'center', gap: 2, height: 56 }}>
          <Skeleton variant="rounded" width={36} height={36} />
          <Box sx={{ flex: 2 }}><Skeleton width="40%" /><Skeleton width="65%" /></Box>
          <Skeleton variant="rounded" width={122} height={26} sx={{ borderRadius: '13px' }} />
          <Box sx={{ flex: 1 }}><Skeleton width="60%" /></Box>
        </Box>
      ))}
    </Box>
  );
}
