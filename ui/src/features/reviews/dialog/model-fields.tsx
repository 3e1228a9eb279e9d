import { Box, MenuItem, TextField } from '@mui/material';
import type { ReactNode } from 'react';
import type { WireProvider } from '../../../../../backend/contract/review.ts';
import { TextSetting } from '../../../components/form/text-setting.tsx';
import { PROVIDER_WORDS } from '../agent-words.ts';
import { budgetError, timeLimitError } from '../limit-rules.ts';
import { AGENT_PROVIDERS } from './review-draft.ts';
import type { ReviewDraft } from './draft-types.ts';

interface ModelFieldsProps {
  readonly draft: ReviewDraft;
  readonly onChange: (change: Partial<ReviewDraft>) => void;
}

/** Provider, model and budget where a model reads; the time limit always. */
export function ModelFields({ draft, onChange }: ModelFieldsProps): ReactNode {
  const providers = AGENT_PROVIDERS[draft.agent];
  return (
    <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: 'repeat(2, minmax(0, 1fr))' } }}>
      {providers.length > 1 && <ProviderField provider={draft.provider} providers={providers} onChange={(provider) => { onChange({ provider }); }} />}
      {providers.length > 0 && <TextSetting label="Model" value={draft.model} help={draft.agent === 'builtin' ? 'As the provider names it.' : 'Empty: the agent’s own choice.'} onChange={(model) => { onChange({ model: model.slice(0, 200) }); }} />}
      {providers.length > 0 && <TextSetting label="Budget (tokens)" value={draft.budget} error={budgetError(draft.budget) ?? undefined} help="The review ends where it is used up." onChange={(budget) => { onChange({ budget }); }} />}
      <TextSetting label="Time limit (minutes)" value={draft.timeLimit} error={timeLimitError(draft.timeLimit) ?? undefined} help="The sandbox is ended then, whatever it does." onChange={(timeLimit) => { onChange({ timeLimit }); }} />
    </Box>
  );
}

interface ProviderFieldProps {
  readonly provider: WireProvider | null;
  readonly providers: readonly WireProvider[];
  readonly onChange: (provider: WireProvider) => void;
}

/** Whose model it is. */
export function ProviderField({ provider, providers, onChange }: ProviderFieldProps): ReactNode {
  return (
    <TextField select size="small" label="Provider" value={provider ?? ''} onChange={(event) => { const chosen = providers.find((name) => name === event.target.value); if (chosen !== undefined) onChange(chosen); }}>
      {providers.map((name) => <MenuItem key={name} value={name}>{PROVIDER_WORDS[name]}</MenuItem>)}
    </TextField>
  );
}
