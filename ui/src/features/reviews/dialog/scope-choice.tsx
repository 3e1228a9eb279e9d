import { Box, FormControl, FormControlLabel, FormLabel, MenuItem, Radio, RadioGroup, TextField, Typography } from '@mui/material';
import { useId } from 'react';
import type { ReactNode } from 'react';
import type { WireReviewOptions } from '../../../../../backend/contract/review.ts';
import { toDate } from '../../../components/text/age.ts';
import { CopyButton } from '../../../components/text/copy-button.tsx';
import { ShortHash, shortHash } from '../../../components/text/short-hash.tsx';
import type { ReviewDraft } from './draft-types.ts';

const WHY: Readonly<Record<WireReviewOptions['bases'][number]['why'], string>> = {
  lastReviewed: 'last reviewed', installed: 'the installed image', pinned: 'what the catalog pins', earlierPin: 'an earlier pin',
};

interface ScopeChoiceProps {
  readonly options: WireReviewOptions;
  readonly draft: ReviewDraft;
  readonly onChange: (change: Partial<ReviewDraft>) => void;
}

/** Everything at the revision, or only what changed since an earlier one. */
export function ScopeChoice({ options, draft, onChange }: ScopeChoiceProps): ReactNode {
  const id = useId();
  const hasBases = options.bases.length > 0;
  return (
    <FormControl fullWidth>
      <FormLabel id={id}>What to read</FormLabel>
      <RadioGroup aria-labelledby={id} value={draft.mode} onChange={(_event, value) => { onChange({ mode: value === 'differential' ? 'differential' : 'full' }); }}>
        <Box sx={{ display: 'flex', alignItems: 'center' }}>
          <FormControlLabel value="full" control={<Radio size="small" />} label={<>Everything at <ShortHash hash={options.head} /></>} sx={{ mr: 0.5 }} />
          <CopyButton text={options.head} label="Copy the revision" />
        </Box>
        <FormControlLabel value="differential" disabled={!hasBases} control={<Radio size="small" />} label="Only what changed since an earlier revision" />
      </RadioGroup>
      {!hasBases && <Typography variant="body2" color="text.secondary" sx={{ pl: 3.5 }}>No earlier revision is known, so there is nothing to compare with.</Typography>}
      {draft.mode === 'differential' && hasBases && <BaseChoice options={options} base={draft.base} onChange={onChange} />}
    </FormControl>
  );
}

function BaseChoice({ options, base, onChange }: { readonly options: WireReviewOptions; readonly base: string | null; readonly onChange: ScopeChoiceProps['onChange'] }): ReactNode {
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 0.5, pl: 3.5, pt: 1 }}>
      <TextField select size="small" label="Changed since" value={base ?? ''} onChange={(event) => { onChange({ base: event.target.value }); }} sx={{ flex: '1 1 auto', maxWidth: 420 }}>
        {options.bases.map(({ commit, why, date }) => (
          <MenuItem key={`${why} ${commit}`} value={commit}>{shortHash(commit)} · {WHY[why]}{date === null ? '' : ` · ${toDate(date)}`}</MenuItem>
        ))}
      </TextField>
      {base !== null && <CopyButton text={base} label="Copy the earlier revision" />}
    </Box>
  );
}
