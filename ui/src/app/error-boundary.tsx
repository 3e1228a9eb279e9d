import { Component } from 'react';
import type { ErrorInfo, ReactNode } from 'react';
import { Box, Button, Typography } from '@mui/material';
import { ProblemNotice } from '../components/notice/problem-notice.tsx';

interface BoundaryProps {
  readonly children: ReactNode;
}

interface BoundaryState {
  readonly error: Error | null;
}

/** Catches bugs of the panel, so that a person sees what happened instead of a blank page. */
export class ErrorBoundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = { error: null };

  static getDerivedStateFromError(error: unknown): BoundaryState {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override componentDidCatch(error: unknown, info: ErrorInfo): void {
    console.error(error, info.componentStack);
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return (
      <Box sx={{ maxWidth: 680, mx: 'auto', my: 6, px: 3 }}>
        <Typography variant="h5" component="h1" gutterBottom>The panel stopped</Typography>
        <ProblemNotice title="This is a fault of the panel, not of your images" problem={{ code: 'internal', message: error.message, hint: 'Reload the panel. What the backend found is kept.' }} />
        <Button variant="contained" sx={{ mt: 2 }} onClick={() => { window.location.reload(); }}>Reload</Button>
      </Box>
    );
  }
}
