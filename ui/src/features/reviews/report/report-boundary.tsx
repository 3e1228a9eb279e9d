import { Component } from 'react';
import type { ReactNode } from 'react';

interface ReportBoundaryProps {
  readonly fallback: ReactNode;
  readonly children: ReactNode;
}

/** A report comes from outside: whatever breaks while it is drawn is no fault of the panel, and its text is shown instead. */
export class ReportBoundary extends Component<ReportBoundaryProps, { readonly isBroken: boolean }> {
  override state = { isBroken: false };

  static getDerivedStateFromError(): { readonly isBroken: boolean } {
    return { isBroken: true };
  }

  override render(): ReactNode {
    return this.state.isBroken ? this.props.fallback : this.props.children;
  }
}
