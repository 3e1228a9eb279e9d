import { Box } from '@mui/material';
import type { ReactNode } from 'react';
import type { WireReviewProgress } from '../../../../../backend/contract/review.ts';
import { Icon } from '../../../components/icon/icon.tsx';
import { shownSteps, STEP_WORDS, STEPS } from './progress-words.ts';

/** The steps of a review in a line: done, going on, to come. */
export function StepLine({ progress }: { readonly progress: WireReviewProgress }): ReactNode {
  return (
    <Box component="ol" aria-label="Steps" sx={{ listStyle: 'none', m: 0, p: 0, display: 'flex', flexWrap: 'wrap', columnGap: 2.5, rowGap: 0.5 }}>
      {shownSteps(progress).map((step) => {
        const state = STEPS.indexOf(step) < STEPS.indexOf(progress.step) ? 'done' : step === progress.step ? 'now' : 'later';
        return (
          <Box component="li" key={step} aria-current={state === 'now' ? 'step' : undefined} sx={{ display: 'flex', alignItems: 'center', gap: 0.75, fontSize: 13, fontWeight: state === 'now' ? 600 : 400, color: state === 'now' ? 'text.primary' : 'text.secondary' }}>
            {state === 'now' ? step === 'waiting' ? <Icon name="clock" size={16} /> : <span className="turning" aria-hidden="true" /> : <Icon name={state === 'done' ? 'check' : 'minus'} size={16} />}
            {STEP_WORDS[step]}{state === 'done' && <span className="screen-reader-only"> (done)</span>}
          </Box>
        );
      })}
    </Box>
  );
}
