import { Box, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import type { WireReview } from '../../../../../backend/contract/review.ts';
import { Disclosure } from '../../../components/disclosure.tsx';
import { FactList } from '../../../components/fact-list.tsx';
import { countOf, toDate, toExactTime } from '../../../components/text/age.ts';
import { toCost, toDuration, toTokens } from '../../../components/text/amounts.ts';
import { OuterText } from '../../../components/text/outer-text.tsx';
import { ShortHash } from '../../../components/text/short-hash.tsx';
import { agentAndModel } from '../agent-words.ts';

/** What was put before the reviewer, who read it, and what it took. */
export function ScopeFacts({ review }: { readonly review: WireReview }): ReactNode {
  return (
    <Box>
      {review.isBaseAncestor === false && <Typography variant="body2" sx={{ mb: 1 }}><strong>The earlier revision is no ancestor of this one:</strong> the history was rewritten or branched, and the two were compared as they are.</Typography>}
      <FactList facts={factsOf(review)} />
      {review.commits.length > 0 && (
        <Disclosure summary={`${countOf(review.commits.length, 'commit')} between the two`}>
          <Box component="ol" tabIndex={0} aria-label="Commits" sx={{ m: 0, pl: 3, maxHeight: 240, overflowY: 'auto', fontSize: 13 }}>
            {review.commits.map(({ commit, date, author, subject }) => <li key={commit}><ShortHash hash={commit} /> {toDate(date)} <OuterText text={subject} maxCharacters={160} /> (<OuterText text={author} maxCharacters={60} />)</li>)}
          </Box>
        </Disclosure>
      )}
    </Box>
  );
}

function factsOf(review: WireReview): Record<string, string> {
  const { project, directory, head, base, usage, mode, changedFileCount } = review;
  return {
    Scope: mode === 'full' ? 'everything' : `what changed (${countOf(changedFileCount, 'file')})`,
    ...(project === null ? {} : { Repository: project }),
    ...(directory === null ? {} : { Folder: directory }),
    ...(head === null ? {} : { Revision: head }),
    ...(base === null ? {} : { 'Changed since': base }),
    'Read by': agentAndModel(review.agent, review.model),
    'Rule set': review.ruleSet,
    Ended: toExactTime(review.endedAt),
    Took: toDuration(review.durationMs),
    ...(usage === null ? {} : { Tokens: `${toTokens(usage.inputTokens)} in, ${toTokens(usage.outputTokens)} out, in ${countOf(usage.requests, 'request')}`, Cost: toCost(review.cost) }),
  };
}
