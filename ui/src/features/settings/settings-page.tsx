import { Alert, Box, Button, IconButton, Skeleton, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import type { WireSettingsAnswer } from '../../../../backend/contract/api.ts';
import { Icon } from '../../components/icon/icon.tsx';
import { ProblemNotice } from '../../components/notice/problem-notice.tsx';
import { CatalogSection } from './catalog-section.tsx';
import { DataSection } from './data-section.tsx';
import { KeysSection } from './keys-section.tsx';
import { MirrorsSection } from './mirrors-section.tsx';
import { NetworkSection } from './network-section.tsx';
import { PublishersSection } from './publishers-section.tsx';
import { RegistrySection } from './registry-section.tsx';
import { SignatureSection } from './signature-section.tsx';
import { SwitchSection } from './switch-section.tsx';
import type { SettingsView } from './use-settings.ts';

interface SettingsPageProps extends SettingsView {
  readonly onBack: () => void;
  /** The section of the reviews. */
  readonly reviews: ReactNode;
  readonly onCompareKeys: (fingerprint: string) => void;
  /** The samples are shown, whose settings nobody changes. */
  readonly isSample: boolean;
}

/** One page; each section tells what it affects. */
export function SettingsPage({ settings, tryAgain, onBack, reviews, onCompareKeys, isSample }: SettingsPageProps): ReactNode {
  return (
    <Box component="section" aria-label="Settings" sx={{ flex: 1, minHeight: 0, overflowY: 'auto' }}>
      <Box sx={{ maxWidth: 980, mx: 'auto', px: 3, pb: 6 }}>
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, pt: 2 }}>
          <IconButton onClick={onBack} aria-label="Back to the images" autoFocus><Icon name="back" /></IconButton>
          <Typography variant="h5" component="h2">Settings</Typography>
        </Box>
        {isSample && <Alert severity="info" sx={{ mt: 2 }}>You are looking at the samples, which have a catalog and keys of their own. The settings below are yours: change them when you are back at this machine’s images.</Alert>}
        <SettingsBody settings={settings} tryAgain={tryAgain} reviews={reviews} onCompareKeys={onCompareKeys} />
      </Box>
    </Box>
  );
}

function SettingsBody({ settings, tryAgain, reviews, onCompareKeys }: Omit<SettingsPageProps, 'onBack' | 'isSample'>): ReactNode {
  switch (settings.kind) {
    case 'loading':
    case 'empty':
      return <Box aria-busy="true" sx={{ py: 3 }}>{[1, 2, 3].map((line) => <Skeleton key={line} height={90} />)}</Box>;
    case 'error':
      return <Box sx={{ py: 3 }}><ProblemNotice title="The settings could not be read" problem={settings.problem} action={<Button color="inherit" size="small" onClick={tryAgain}>Try again</Button>} /></Box>;
    case 'data':
      return <Sections answer={settings.value} reviews={reviews} onCompareKeys={onCompareKeys} />;
  }
}

function Sections({ answer, reviews, onCompareKeys }: { readonly answer: WireSettingsAnswer; readonly reviews: ReactNode; readonly onCompareKeys: (fingerprint: string) => void }): ReactNode {
  const { settings } = answer;
  return (
    <>
      <CatalogSection settings={settings} />
      <KeysSection answer={answer} onCompareKeys={onCompareKeys} />
      <SignatureSection settings={settings} />
      <MirrorsSection settings={settings} />
      <RegistrySection settings={settings} />
      <NetworkSection settings={settings} />
      <SwitchSection settings={settings} setting="offline" title="Offline" label="Ask nothing over the network" affects="Only what was fetched before counts. Whatever would need the network could not be checked, and is never verified." />
      {reviews}
      <PublishersSection answer={answer} />
      <SwitchSection settings={settings} setting="remoteIcons" title="Pictures" label="Load server icons from the internet" affects="Otherwise servers have letter tiles. Loading a picture tells its host your address and that you have the server’s image." />
      <DataSection />
    </>
  );
}
