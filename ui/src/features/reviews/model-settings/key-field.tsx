import { Box, Button, Checkbox, FormControlLabel, Typography } from '@mui/material';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { WireModelKeyRequest, WireModelSettings } from '../../../../../backend/contract/review.ts';
import { TextSetting } from '../../../components/form/text-setting.tsx';
import { Icon } from '../../../components/icon/icon.tsx';
import { ProblemNotice } from '../../../components/notice/problem-notice.tsx';
import { useTransport } from '../../../lib/backend.ts';
import { asProblem } from '../../../lib/loadable.ts';
import { PROVIDER_WORDS } from '../agent-words.ts';
import { REVIEW_KEYS } from '../query-keys.ts';
import { putModelKey } from '../requests/put-model-key.ts';

type KeyState = WireModelSettings['keys']['anthropic'];

const STATES: Readonly<Record<KeyState, string>> = {
  none: 'No key.',
  environment: 'A key is set in the environment of the backend. It cannot be changed here.',
  memory: 'A key is kept in memory until the backend stops.',
  stored: 'A key is stored in the data volume, readable by the backend alone.',
};
const LEAST_CHARACTERS = 8;

interface KeyFieldProps {
  readonly provider: WireModelKeyRequest['provider'];
  readonly state: KeyState;
}

/** The key of one provider: typed, handed over, and never shown again. */
export function KeyField({ provider, state }: KeyFieldProps): ReactNode {
  const transport = useTransport();
  const queries = useQueryClient();
  const [key, setKey] = useState('');
  const [isStored, setIsStored] = useState(false);
  const send = useMutation({
    mutationFn: (value: string | null) => putModelKey(transport, { provider, key: value, keep: isStored ? 'stored' : 'memory' }),
    onSuccess: async () => {
      setKey('');
      await queries.invalidateQueries({ queryKey: REVIEW_KEYS.modelSettings });
    },
  });
  const name = PROVIDER_WORDS[provider];
  return (
    <Box role="group" aria-label={`Key for ${name}`} sx={{ display: 'flex', flexDirection: 'column', gap: 1 }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, flexWrap: 'wrap' }}>
        <Icon name="key" /><Typography variant="body2"><strong>{name}:</strong> {STATES[state]}</Typography>
        {(state === 'memory' || state === 'stored') && <Button size="small" disabled={send.isPending} onClick={() => { send.mutate(null); }}>Forget<span className="screen-reader-only"> the key for {name}</span></Button>}
      </Box>
      {state !== 'environment' && (
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5, flexWrap: 'wrap' }}>
          <Box sx={{ flex: '1 1 220px' }}><TextSetting label={`Key for ${name}`} isSecret value={key} onChange={(value) => { setKey(value.slice(0, 500)); }} /></Box>
          <FormControlLabel control={<Checkbox size="small" checked={isStored} onChange={(_event, checked) => { setIsStored(checked); }} />} label="Keep after a restart" />
          <Button size="small" variant="outlined" disabled={key.trim().length < LEAST_CHARACTERS || send.isPending} onClick={() => { send.mutate(key.trim()); }}>Set the key<span className="screen-reader-only"> for {name}</span></Button>
        </Box>
      )}
      {send.error !== null && <ProblemNotice title="The key was not taken" problem={asProblem(send.error)} />}
    </Box>
  );
}
