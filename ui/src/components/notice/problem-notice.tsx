import { Alert, AlertTitle, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { OuterText } from '../text/outer-text.tsx';

interface ProblemNoticeProps {
  /** What failed, e.g. "The images could not be read". */
  readonly title: string;
  readonly problem: { readonly code: string; readonly message: string; readonly hint: string };
  readonly action?: ReactNode;
}

/** What failed, why, and what to do, beside the thing that failed. */
export function ProblemNotice({ title, problem, action }: ProblemNoticeProps): ReactNode {
  return (
    <Alert severity="error" action={action} sx={{ alignItems: 'flex-start' }}>
      <AlertTitle>{title}</AlertTitle>
      <Typography variant="body2"><OuterText text={problem.message} /></Typography>
      {problem.hint === '' ? null : <Typography variant="body2" sx={{ mt: 0.5 }}><OuterText text={problem.hint} /></Typography>}
      <Typography variant="caption" component="p" sx={{ mt: 0.5, opacity: 0.85 }}>Code: <code>{problem.code}</code></Typography>
    </Alert>
  );
}
