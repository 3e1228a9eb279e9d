import { Alert, Button } from '@mui/material';
import type { ReactNode } from 'react';
import { Icon } from '../components/icon/icon.tsx';
import { countOf } from '../components/text/age.ts';

interface NewKeyBannerProps {
  /** Fingerprints of keys that nobody accepted, one for each image that is signed by one. */
  readonly fingerprints: readonly string[];
  readonly onCompare: (fingerprint: string) => void;
}

/** Images wait for a person's word on a key. */
export function NewKeyBanner({ fingerprints, onCompare }: NewKeyBannerProps): ReactNode {
  const first = fingerprints[0];
  if (first === undefined) return null;
  const count = fingerprints.length;
  return (
    <Alert severity="warning" square icon={<Icon name="key" />} action={<Button color="inherit" size="small" onClick={() => { onCompare(first); }}>Compare keys…</Button>}>
      <strong>A new signing key was published.</strong> {countOf(count, 'image')} {count === 1 ? 'is' : 'are'} signed by it and could not be checked until you accept or refuse it.
    </Alert>
  );
}
