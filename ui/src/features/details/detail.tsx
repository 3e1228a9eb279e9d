import { Alert, Box, Button, Divider, Typography } from '@mui/material';
import { useId } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import type { WireError, WireImageRow } from '../../../../backend/contract/api.ts';
import { Icon } from '../../components/icon/icon.tsx';
import { ProblemNotice } from '../../components/notice/problem-notice.tsx';
import { RelativeTime } from '../../components/text/relative-time.tsx';
import { DetailHeader } from './detail-header.tsx';
import { EvidenceChain } from './evidence-chain.tsx';
import { ExportSection } from './export-section.tsx';
import { ImageFacts } from './image-facts.tsx';
import { PinTimeline } from './pin-timeline.tsx';
import { RejectedSignatures } from './rejected-signatures.tsx';
import { VerdictSentence } from './verdict-sentence.tsx';

export interface DetailProps {
  readonly row: WireImageRow;
  readonly now: number;
  readonly isPage: boolean;
  readonly isChecking: boolean;
  readonly remoteIcons: boolean;
  readonly error: WireError | null;
  readonly onClose: () => void;
  /** `fresh`: ask everything again instead of using stored facts. */
  readonly onVerify: (fresh: boolean) => void;
  readonly onCompareKeys: (fingerprint: string) => void;
  readonly onViewImage: (() => void) | null;
  /** The reviews of the image's server, with the ways to start one. */
  readonly reviews: ReactNode;
}

/** Everything that is known of one image: the sentence, the chain of evidence, the pins, and what to take away. */
export function Detail(props: DetailProps): ReactNode {
  const { row, error } = props;
  const titleId = useId();
  const { verification } = row;
  const newKey = verification?.signature.newKeyFingerprint ?? null;
  const closeOnEscape = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && !event.defaultPrevented) props.onClose();
  };
  return (
    <Box
      component={props.isPage ? 'section' : 'aside'} aria-labelledby={titleId} onKeyDown={closeOnEscape}
      sx={{ display: 'flex', flexDirection: 'column', gap: 2.5, p: 2.5, overflowY: 'auto', flex: props.isPage ? 1 : '0 0 520px', minHeight: 0, minWidth: 0, ...(!props.isPage && { borderLeft: 1, borderColor: 'divider' }) }}
    >
      <DetailHeader row={row} title={row.server?.title ?? row.repository.split('/').at(-1) ?? row.repository} titleId={titleId} picture={props.remoteIcons ? row.server?.icon ?? null : null} isPage={props.isPage} onClose={props.onClose} onViewImage={props.onViewImage} />
      <VerdictSentence verdict={verification?.verdict ?? 'unchecked'} summary={verification?.summary ?? 'This image has not been checked yet.'} />
      {error !== null && <ProblemNotice title="The last check failed" problem={error} />}
      <VerifyLine {...props} />
      {newKey !== null && <NewKeyNotice fingerprint={newKey} onCompareKeys={props.onCompareKeys} />}
      <ImageFacts row={row} />
      {verification !== null && (
        <>
          <Divider />
          <EvidenceChain checks={verification.checks} />
          <RejectedSignatures rejected={verification.signature.rejected} />
          {verification.pin.history.length > 0 && <><Divider /><PinTimeline pin={verification.pin} revision={verification.revision} /></>}
        </>
      )}
      <Divider />
      {props.reviews}
      {verification !== null && <><Divider /><ExportSection rowKey={row.key} verification={verification} /></>}
    </Box>
  );
}

function VerifyLine({ row, now, isChecking, onVerify }: DetailProps): ReactNode {
  const { verification } = row;
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5, flexWrap: 'wrap' }}>
      <Button size="small" variant={verification === null ? 'contained' : 'outlined'} startIcon={<Icon name="verify" />} disabled={isChecking} onClick={() => { onVerify(false); }}>
        {isChecking ? 'Checking…' : verification === null ? 'Verify' : 'Verify again'}
      </Button>
      {verification !== null && <Button size="small" disabled={isChecking} onClick={() => { onVerify(true); }}>Ask everything anew</Button>}
      {verification !== null && (
        <Typography variant="caption" color="text.secondary">
          Facts fetched <RelativeTime time={verification.checkedAt} now={now} />
          {verification.catalogFetchedAt !== null && <> · catalog synced <RelativeTime time={verification.catalogFetchedAt} now={now} /></>}
        </Typography>
      )}
    </Box>
  );
}

function NewKeyNotice({ fingerprint, onCompareKeys }: { readonly fingerprint: string; readonly onCompareKeys: (fingerprint: string) => void }): ReactNode {
  return (
    <Alert severity="warning" icon={<Icon name="key" />} action={<Button color="inherit" size="small" onClick={() => { onCompareKeys(fingerprint); }}>Compare keys…</Button>}>
      This image is signed by a published key that nobody here has accepted yet.
    </Alert>
  );
}
