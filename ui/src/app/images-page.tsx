import { Box, Button } from '@mui/material';
import type { ReactNode } from 'react';
import type { WireImageRow, WireStatus } from '../../../backend/contract/api.ts';
import { ProblemNotice } from '../components/notice/problem-notice.tsx';
import { EmptyPage } from '../features/images/empty-page.tsx';
import { GridSkeleton } from '../features/images/grid-skeleton.tsx';
import type { ImagesView } from '../features/images/use-images.ts';
import { EnginePage } from '../features/status/engine-page.tsx';
import type { StatusView } from '../features/status/use-status.ts';
import type { WorldSwitch } from './use-world-switch.ts';

interface ImagesPageProps {
  readonly view: StatusView;
  readonly images: ImagesView;
  readonly world: WorldSwitch;
  readonly renderRows: (rows: readonly WireImageRow[]) => ReactNode;
}

/** The state that the images are in, one screen each. */
export function ImagesPage({ view, images, world, renderRows }: ImagesPageProps): ReactNode {
  const { status } = view;
  switch (status.kind) {
    case 'loading':
    case 'empty':
      return <GridSkeleton words="Waiting for the backend…" />;
    case 'error':
      return status.problem.kind === 'unreachable'
        ? <GridSkeleton words="Waiting for the backend…" />
        : <Box sx={{ p: 2 }}><ProblemNotice title="The backend refused this panel" problem={status.problem} action={<Button color="inherit" size="small" onClick={view.tryNow}>Try again</Button>} /></Box>;
    case 'data':
      if (!hasImages(status.value)) return <EnginePage status={status.value} isBusy={world.isSwitching} onTryAgain={view.tryNow} onShowSamples={() => { world.switchTo('sample'); }} />;
      return <Images images={images} renderRows={renderRows} />;
  }
}

/** Whether rows can be had at all: from the samples, or from an engine that answers. */
export function hasImages(status: WireStatus): boolean {
  return status.world === 'sample' || status.engine.state === 'ready';
}

function Images({ images, renderRows }: Pick<ImagesPageProps, 'images' | 'renderRows'>): ReactNode {
  switch (images.images.kind) {
    case 'loading': return <GridSkeleton words="Reading the images of this machine…" />;
    case 'empty': return <EmptyPage isLooking={images.isRefreshing} onLook={images.refresh} />;
    case 'error': return (
      <Box sx={{ p: 2 }}>
        <ProblemNotice title="The images could not be read" problem={images.images.problem} action={<Button color="inherit" size="small" disabled={images.isRefreshing} onClick={images.refresh}>Try again</Button>} />
      </Box>
    );
    case 'data': return renderRows(images.images.value);
  }
}
