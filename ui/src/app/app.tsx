import { CssBaseline, GlobalStyles, ThemeProvider } from '@mui/material';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { panelStyles } from '../components/panel-styles.ts';
import { ExternalOpener } from '../components/text/external-link.tsx';
import { TransportProvider } from '../lib/backend.ts';
import type { Host } from '../lib/host.ts';
import type { Transport } from '../lib/transport.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { GLOBAL_STYLES } from './global-styles.ts';
import { Panel } from './panel.tsx';
import { createPanelTheme } from './panel-theme.ts';
import { useDarkMode } from './use-dark-mode.ts';

interface AppProps {
  /** Made inside the error boundary: Docker Desktop's client throws where there is none. */
  readonly connect: () => { readonly transport: Transport; readonly host: Host };
}

/** Theme, error boundary and the way to the backend around the panel. */
export function App({ connect }: AppProps): ReactNode {
  const isDark = useDarkMode();
  const theme = useMemo(() => createPanelTheme(isDark, window), [isDark]);
  return (
    <ThemeProvider theme={theme}>
      <CssBaseline enableColorScheme />
      <GlobalStyles styles={GLOBAL_STYLES} />
      <GlobalStyles styles={panelStyles} />
      <ErrorBoundary><ConnectedPanel connect={connect} /></ErrorBoundary>
    </ThemeProvider>
  );
}

function ConnectedPanel({ connect }: AppProps): ReactNode {
  const [{ transport, host }] = useState(connect);
  const [queries] = useState(createQueryClient);
  return (
    <QueryClientProvider client={queries}>
      <TransportProvider value={transport}>
        <ExternalOpener value={host.openExternal}><Panel host={host} /></ExternalOpener>
      </TransportProvider>
    </QueryClientProvider>
  );
}

/** The backend is on this machine: the browser's idea of being online says nothing about it. */
function createQueryClient(): QueryClient {
  return new QueryClient({ defaultOptions: { queries: { networkMode: 'always', staleTime: 5_000 }, mutations: { networkMode: 'always' } } });
}
