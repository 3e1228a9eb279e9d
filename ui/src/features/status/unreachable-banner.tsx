import { Alert, Button } from '@mui/material';
import type { ReactNode } from 'react';
import type { BackendProblem } from '../../lib/backend-problem.ts';
import { useNow } from '../../lib/use-now.ts';
import { OuterText } from '../../components/text/outer-text.tsx';

interface UnreachableBannerProps {
  readonly problem: BackendProblem;
  readonly nextTryAt: number;
  readonly onTryNow: () => void;
}

/** The backend gives no answer: says so, counts down to the next try, and offers to try at once. */
export function UnreachableBanner({ problem, nextTryAt, onTryNow }: UnreachableBannerProps): ReactNode {
  const seconds = Math.max(0, Math.ceil((nextTryAt - useNow(1_000)) / 1_000));
  return (
    <Alert severity="warning" square action={<Button color="inherit" size="small" onClick={onTryNow}>Try now</Button>}>
      <strong><OuterText text={problem.message} /></strong>{' '}
      <OuterText text={problem.hint} />{' '}
      <span aria-hidden="true">{seconds === 0 ? 'Trying again…' : `Next try in ${seconds} s.`}</span>
    </Alert>
  );
}
