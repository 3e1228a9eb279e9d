import { Box, Button, Dialog, DialogActions, DialogContent, DialogTitle, Typography } from '@mui/material';
import { useMutation } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import type { WireJob } from '../../../../../backend/contract/api.ts';
import type { WireReviewOptions, WireReviewTarget } from '../../../../../backend/contract/review.ts';
import { ProblemNotice } from '../../../components/notice/problem-notice.tsx';
import { SlowWords } from '../../../components/notice/slow-words.tsx';
import { OuterText } from '../../../components/text/outer-text.tsx';
import { useTransport } from '../../../lib/backend.ts';
import { asProblem } from '../../../lib/loadable.ts';
import { PromiseLine } from '../promise-line.tsx';
import { startReview } from '../requests/start-review.ts';
import { useModelSettings } from '../use-model-settings.ts';
import { LeavesLine } from './leaves-line.tsx';
import { decideReadiness } from './readiness.ts';
import type { Readiness } from './readiness.ts';
import { largestCost } from './largest-cost.ts';
import { leavesTo } from './leaves-to.ts';
import { firstDraft, toRequest } from './review-draft.ts';
import type { ReviewDraft, ReviewPreset } from './draft-types.ts';
import { ReviewForm } from './review-form.tsx';
import { useReviewOptions } from './use-review-options.ts';

/** A review to ask about: its target, what people call it, and how the dialog opens. */
export interface ReviewWish {
  readonly target: WireReviewTarget;
  readonly title: string;
  readonly preset: ReviewPreset;
}

export interface ReviewDialogProps {
  readonly wish: ReviewWish;
  readonly onClose: () => void;
  readonly onStarted: (job: WireJob) => void;
  readonly onOpenSettings: () => void;
}

/** Asks how to review, says what leaves the machine, and starts. */
export function ReviewDialog(props: ReviewDialogProps): ReactNode {
  const titleId = useId();
  const { options, tryAgain, isAsking } = useReviewOptions(props.wish.target);
  return (
    <Dialog open onClose={props.onClose} aria-labelledby={titleId} maxWidth="sm" fullWidth scroll="paper">
      <DialogTitle id={titleId} sx={{ overflowWrap: 'anywhere' }}>Review <OuterText text={props.wish.title} maxCharacters={120} /></DialogTitle>
      {options.kind === 'data' ? <Choices {...props} options={options.value} /> : (
        <>
          <DialogContent dividers>
            {options.kind === 'error'
              ? <ProblemNotice title="It could not be found out what to review" problem={options.problem} action={<Button color="inherit" size="small" disabled={isAsking} onClick={tryAgain}>Try again</Button>} />
              : <SlowWords words="Asking which revisions and agents there are…" lines={5} />}
          </DialogContent>
          <DialogActions><Button onClick={props.onClose} autoFocus>Cancel</Button></DialogActions>
        </>
      )}
    </Dialog>
  );
}

function Choices({ options, wish, onClose, onStarted, onOpenSettings }: ReviewDialogProps & { readonly options: WireReviewOptions }): ReactNode {
  const transport = useTransport();
  const model = useModelSettings();
  const settings = model.settings.kind === 'data' ? model.settings.value : null;
  const [changed, setChanged] = useState<ReviewDraft | null>(null);
  const draft = changed ?? firstDraft(options, wish.preset);
  const option = options.agents.find(({ agent }) => agent === draft.agent);
  const readiness = decideReadiness(draft, options, settings);
  const start = useMutation({ mutationFn: () => startReview(transport, toRequest(draft, wish.target)), onSuccess: onStarted });
  return (
    <>
      <DialogContent dividers tabIndex={0} aria-label="Choices of the review">
        <ReviewForm options={options} draft={draft} onChange={(change) => { setChanged({ ...draft, ...change }); }} />
      </DialogContent>
      {/* Always in sight, however long the choices are. */}
      <Box sx={{ px: 3, pt: 1.5, display: 'flex', flexDirection: 'column', gap: 1.25 }}>
        {option !== undefined && <LeavesLine host={leavesTo(draft, option, settings)} cost={draft.agent === 'static' ? undefined : largestCost(draft, option)} />}
        {start.error !== null && <ProblemNotice title="The review was not started" problem={asProblem(start.error)} />}
        <ReadinessLine readiness={readiness} onOpenSettings={onOpenSettings} />
        <PromiseLine />
      </Box>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button variant="contained" disabled={readiness.kind === 'notReady' || start.isPending} onClick={() => { start.mutate(); }}>{start.isPending ? 'Starting…' : 'Start the review'}</Button>
      </DialogActions>
    </>
  );
}

/** Why it cannot start yet, and what mends it. */
function ReadinessLine({ readiness, onOpenSettings }: { readonly readiness: Readiness; readonly onOpenSettings: () => void }): ReactNode {
  return (
    <Box role="status">
      {readiness.kind === 'notReady' && (
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
          <Typography variant="body2" color="warning.main">{readiness.why}</Typography>
          {readiness.mend === 'settings' && <Button size="small" sx={{ flexShrink: 0 }} onClick={onOpenSettings}>Open settings</Button>}
        </Box>
      )}
    </Box>
  );
}
