import { Box, Button } from '@mui/material';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { WireKeyRequest } from '../../../../backend/contract/requests.ts';
import { Icon } from '../../components/icon/icon.tsx';
import { ProblemNotice } from '../../components/notice/problem-notice.tsx';
import { useTransport } from '../../lib/backend.ts';
import { isPublicKey } from './key-rules.ts';
import { isFilled } from './rule.ts';
import { addKey } from './settings-requests.ts';
import { TextSetting } from '../../components/form/text-setting.tsx';
import { useSave } from './use-save.ts';

const EMPTY: WireKeyRequest = { name: '', pem: '' };

/** Adds a public key; its fields appear on request. */
export function AddKeyForm(): ReactNode {
  const transport = useTransport();
  const [key, setKey] = useState<WireKeyRequest | null>(null);
  const [wasTried, setWasTried] = useState(false);
  const { save, isSaving, problem } = useSave((added: WireKeyRequest) => addKey(transport, added), () => { setKey(null); });
  if (key === null) {
    return <Box><Button size="small" startIcon={<Icon name="plus" />} onClick={() => { setKey(EMPTY); setWasTried(false); }}>Add key</Button></Box>;
  }
  const errors = { name: isFilled(key.name), pem: isPublicKey(key.pem) };
  const submit = (): void => {
    setWasTried(true);
    if (errors.name === null && errors.pem === null) save({ name: key.name.trim(), pem: key.pem.trim() });
  };
  return (
    <Box role="group" aria-label="Add a key" sx={{ display: 'flex', flexDirection: 'column', gap: 1.5, p: 1.5, border: 1, borderColor: 'divider', borderRadius: 1 }}>
      <TextSetting label="Name" value={key.name} error={wasTried ? errors.name ?? undefined : undefined} help="Shown wherever a signature of this key is." onChange={(name) => { setKey({ ...key, name }); }} />
      <TextSetting label="Public key (PEM)" isMultiline value={key.pem} error={wasTried ? errors.pem ?? undefined : undefined} onChange={(pem) => { setKey({ ...key, pem }); }} />
      {problem !== null && <ProblemNotice title="The key was not added" problem={problem} />}
      <Box sx={{ display: 'flex', gap: 1 }}>
        <Button variant="contained" size="small" disabled={isSaving} onClick={submit}>Trust this key</Button>
        <Button size="small" onClick={() => { setKey(null); }}>Cancel</Button>
      </Box>
    </Box>
  );
}
