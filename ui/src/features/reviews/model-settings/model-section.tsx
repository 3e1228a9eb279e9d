import { Button } from '@mui/material';
import type { ReactNode } from 'react';
import type { WireModelSettings } from '../../../../../backend/contract/review.ts';
import { SectionFrame } from '../../../components/form/section-frame.tsx';
import { ProblemNotice } from '../../../components/notice/problem-notice.tsx';
import { SlowWords } from '../../../components/notice/slow-words.tsx';
import { useModelSettings } from '../use-model-settings.ts';
import { CacheLine } from './cache-line.tsx';
import { KeyField } from './key-field.tsx';
import { ModelForm } from './model-form.tsx';

/** The section “Reviews” of the settings. */
export function ModelSection(): ReactNode {
  const { settings, tryAgain } = useModelSettings();
  return (
    <SectionFrame title="Reviews" affects="Which model reads source beside the rules, and within which limits. Without one, reviews apply the rules alone and nothing leaves this machine.">
      {settings.kind === 'data' && <Fields settings={settings.value} />}
      {settings.kind === 'loading' && <SlowWords words="Reading these settings…" />}
      {settings.kind === 'error' && <ProblemNotice title="These settings could not be read" problem={settings.problem} action={<Button color="inherit" size="small" onClick={tryAgain}>Try again</Button>} />}
    </SectionFrame>
  );
}

function Fields({ settings }: { readonly settings: WireModelSettings }): ReactNode {
  return (
    <>
      <ModelForm settings={settings} />
      <KeyField provider="anthropic" state={settings.keys.anthropic} />
      <KeyField provider="openai" state={settings.keys.openai} />
      <CacheLine cache={settings.cache} />
    </>
  );
}
