import { Box, MenuItem, TextField } from '@mui/material';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { WireModelSettings } from '../../../../../backend/contract/review.ts';
import { SaveLine } from '../../../components/form/section-frame.tsx';
import { TextSetting } from '../../../components/form/text-setting.tsx';
import { ProblemNotice } from '../../../components/notice/problem-notice.tsx';
import { useTransport } from '../../../lib/backend.ts';
import { asProblem } from '../../../lib/loadable.ts';
import { PROVIDER_WORDS } from '../agent-words.ts';
import { REVIEW_KEYS } from '../query-keys.ts';
import { putModelSettings } from '../requests/put-model-settings.ts';
import { draftErrors, toDraft, toModelRequest } from './model-draft.ts';
import type { ModelDraft } from './model-draft.ts';

const PROVIDERS = ['none', 'anthropic', 'openai', 'local'] as const;

/** Provider, model, local endpoint, budget and time limit; saved together. */
export function ModelForm({ settings }: { readonly settings: WireModelSettings }): ReactNode {
  const transport = useTransport();
  const queries = useQueryClient();
  const [changed, setChanged] = useState<ModelDraft | null>(null);
  const saved = toDraft(settings);
  const draft = changed ?? saved;
  const errors = draftErrors(draft);
  const save = useMutation({
    mutationFn: () => putModelSettings(transport, toModelRequest(draft)),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: REVIEW_KEYS.modelSettings });
      setChanged(null);
    },
  });
  return (
    <>
      <ModelFormFields draft={draft} errors={errors} onChange={(change) => { setChanged({ ...draft, ...change }); }} />
      {save.error !== null && <ProblemNotice title="This was not saved" problem={asProblem(save.error)} />}
      <SaveLine what="Reviews" isDirty={JSON.stringify(draft) !== JSON.stringify(saved)} isValid={Object.keys(errors).length === 0} isSaving={save.isPending} isSaved={save.isSuccess} onSave={() => { save.mutate(); }} onReset={() => { setChanged(null); }} />
    </>
  );
}

interface FieldsProps {
  readonly draft: ModelDraft;
  readonly errors: ReturnType<typeof draftErrors>;
  readonly onChange: (change: Partial<ModelDraft>) => void;
}

function ModelFormFields({ draft, errors, onChange }: FieldsProps): ReactNode {
  return (
    <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: 'repeat(2, minmax(0, 1fr))' } }}>
      <TextField select size="small" label="Provider" value={draft.provider} onChange={(event) => { onChange({ provider: PROVIDERS.find((name) => name === event.target.value) ?? 'none' }); }}>
        {PROVIDERS.map((name) => <MenuItem key={name} value={name}>{name === 'none' ? 'None: rules alone' : PROVIDER_WORDS[name]}</MenuItem>)}
      </TextField>
      <TextSetting label="Model" value={draft.model} error={errors.model} onChange={(model) => { onChange({ model: model.slice(0, 200) }); }} />
      <TextSetting label="Local endpoint" value={draft.localUrl} error={errors.localUrl} help="Docker Model Runner, or any address that speaks OpenAI’s interface." onChange={(localUrl) => { onChange({ localUrl: localUrl.slice(0, 500) }); }} />
      <TextSetting label="Budget (tokens)" value={draft.budget} error={errors.budget} help="Of one review; a review can ask for another." onChange={(budget) => { onChange({ budget }); }} />
      <TextSetting label="Time limit (minutes)" value={draft.timeLimit} error={errors.timeLimit} help="Of one review." onChange={(timeLimit) => { onChange({ timeLimit }); }} />
    </Box>
  );
}
