import { Alert, Button } from '@mui/material';
import type { ReactNode } from 'react';
import type { WireStatus } from '../../../../backend/contract/api.ts';
import { Icon } from '../../components/icon/icon.tsx';
import { OuterText } from '../../components/text/outer-text.tsx';

interface WorldBannersProps {
  readonly status: WireStatus;
  readonly isSwitching: boolean;
  readonly onLeaveSamples: () => void;
  readonly onOpenSettings: () => void;
}

/** Lasting facts that change what every row means: samples, offline, a store that lost something. */
export function WorldBanners({ status, isSwitching, onLeaveSamples, onOpenSettings }: WorldBannersProps): ReactNode {
  return (
    <>
      {status.world === 'sample' && (
        <Alert severity="info" square action={<Button color="inherit" size="small" disabled={isSwitching} onClick={onLeaveSamples}>Show this machine’s images</Button>}>
          <strong>These are samples.</strong> They show every verdict; nothing here is about the images of this machine.
        </Alert>
      )}
      {status.offline && (
        <Alert severity="info" square icon={<Icon name="offline" />} action={<Button color="inherit" size="small" onClick={onOpenSettings}>Settings</Button>}>
          <strong>Offline.</strong> Nothing is asked over the network. What was fetched before still counts; anything else could not be checked.
        </Alert>
      )}
      {status.store.state === 'rebuilt' && (
        <Alert severity="warning" square>
          <strong>The stored facts were damaged and have been rebuilt.</strong> Images are fetched again when they are verified.
          {status.store.movedTo === null ? null : <> The damaged file was kept as <code><OuterText text={status.store.movedTo} /></code>.</>}
        </Alert>
      )}
      {status.store.state === 'memoryOnly' && (
        <Alert severity="warning" square>
          <strong>Facts cannot be stored now.</strong> Verifying works, but everything is fetched again after a restart. Check the free space of the data volume.
        </Alert>
      )}
    </>
  );
}
