import { Box, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import type { WireReviewOptions } from '../../../../../backend/contract/review.ts';
import { ProblemNotice } from '../../../components/notice/problem-notice.tsx';
import { ExternalLink } from '../../../components/text/external-link.tsx';
import { OuterText } from '../../../components/text/outer-text.tsx';
import { AgentChoice } from './agent-choice.tsx';
import { ModelFields } from './model-fields.tsx';
import { modelOf } from './review-draft.ts';
import type { ReviewDraft } from './draft-types.ts';
import { ScopeChoice } from './scope-choice.tsx';

interface ReviewFormProps {
  readonly options: WireReviewOptions;
  readonly draft: ReviewDraft;
  readonly onChange: (change: Partial<ReviewDraft>) => void;
}

/** What to read, who reads it, and within which limits. */
export function ReviewForm({ options, draft, onChange }: ReviewFormProps): ReactNode {
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2.5 }}>
      {options.sandboxError !== null && <ProblemNotice title="Reviews cannot run here yet" problem={options.sandboxError} />}
      <SourceLine options={options} />
      <ScopeChoice options={options} draft={draft} onChange={onChange} />
      <AgentChoice agents={options.agents} chosen={draft.agent} onChoose={(chosen) => { onChange(modelOf(chosen)); }} />
      <ModelFields draft={draft} onChange={onChange} />
    </Box>
  );
}

function SourceLine({ options }: { readonly options: WireReviewOptions }): ReactNode {
  return (
    <Typography variant="body2" color="text.secondary" sx={{ overflowWrap: 'anywhere' }}>
      Source: <ExternalLink url={options.project}><OuterText text={options.project} maxCharacters={200} /></ExternalLink>
      {options.directory !== null && <>, folder <code><OuterText text={options.directory} maxCharacters={200} /></code></>}
      . {options.headOrigin === 'label' ? 'The revision is the one that the image names.' : 'The revision is the one that the catalog pins.'}
    </Typography>
  );
}
