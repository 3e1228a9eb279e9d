import { Box, Skeleton, Typography } from '@mui/material';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';

const WORDS_AFTER_MS = 1_000;

/** Lines to come; after a second it says in words what is being waited for. */
export function SlowWords({ words, lines = 3 }: { readonly words: string; readonly lines?: number }): ReactNode {
  const [hasWaited, setHasWaited] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => { setHasWaited(true); }, WORDS_AFTER_MS);
    return () => { clearTimeout(timer); };
  }, []);
  return (
    <Box aria-busy="true">
      <Typography role="status" variant="body2" color="text.secondary" sx={{ minHeight: 28 }}>{hasWaited ? words : ''}</Typography>
      {Array.from({ length: lines }, (_, index) => <Skeleton key={index} height={44} />)}
    </Box>
  );
}
