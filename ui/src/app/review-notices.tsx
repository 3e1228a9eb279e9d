import type { ReactNode } from 'react';
import { EndedNotice } from '../features/reviews/progress/ended-notice.tsx';
import type { Reviewing } from './use-reviewing.ts';

/** Most notices at once; the others follow as these are dismissed. */
const MAX_SHOWN = 3;

/** Reviews that ended and wait to be read, the newest first. */
export function ReviewNotices({ reviewing }: { readonly reviewing: Reviewing }): ReactNode {
  return reviewing.unread.toReversed().slice(0, MAX_SHOWN).map((job) => <EndedNotice key={job.id} job={job} onOpen={reviewing.open} onDismiss={() => { reviewing.dismiss(job.id); }} />);
}
