import { Box, useMediaQuery } from '@mui/material';
import { lazy, Suspense, useCallback, useMemo } from 'react';
import type { ReactNode } from 'react';
import type { WireImageRow } from '../../../backend/contract/api.ts';
import { countVerdicts } from '../features/images/filter-rows.ts';
import { ImageGrid } from '../features/images/image-grid.tsx';
import type { ImagesView as Images } from '../features/images/use-images.ts';
import type { JobsView } from '../features/jobs/use-jobs.ts';
import type { Host } from '../lib/host.ts';
import { FilterStrip } from './filter-strip.tsx';
import type { PanelState } from './panel-state.ts';
import { rememberedScroll, rememberScroll } from './scroll-memory.ts';
import type { Reviewing } from './use-reviewing.ts';

const HistorySection = lazy(async () => ({ default: (await import('../features/reviews/history/history-section.tsx')).HistorySection }));
const Detail = lazy(async () => ({ default: (await import('../features/details/detail.tsx')).Detail }));

/** From this width on the details stand beside the grid, in pixels. */
const WIDE = '(min-width: 1000px)';

interface ImagesViewProps {
  readonly rows: readonly WireImageRow[];
  readonly images: Images;
  readonly jobs: JobsView;
  readonly state: PanelState;
  readonly change: (change: Partial<PanelState>) => void;
  readonly now: number;
  readonly host: Host;
  readonly reviewing: Reviewing;
  readonly remoteIcons: boolean;
  readonly onCompareKeys: (fingerprint: string) => void;
}

/** The grid with its filter, and the details of one image beside it or in its place. */
export function ImagesView(props: ImagesViewProps): ReactNode {
  const { rows, jobs, state, change, reviewing } = props;
  const isWide = useMediaQuery(WIDE, { noSsr: true });
  const counts = useMemo(() => countVerdicts(rows), [rows]);
  const active = jobs.running.flatMap((job) => (job.kind === 'verify' ? job.active : [])).join('\n');
  const checking = useMemo(() => new Set(active.split('\n')), [active]);
  const { start } = jobs;
  const verify = useCallback((row: WireImageRow) => { start({ kind: 'verify', keys: [row.key], fresh: false }); }, [start]);
  const filter = useMemo(() => ({ verdict: state.verdict, search: state.search }), [state.verdict, state.search]);
  const selected = rows.find((row) => row.key === state.selectedKey);
  const isPage = selected !== undefined && !isWide;
  return (
    <Box sx={{ flex: 1, minHeight: 0, display: 'flex', flexDirection: 'column' }}>
      {!isPage && <FilterStrip counts={counts} verdict={state.verdict} search={state.search} isRefreshing={props.images.isRefreshing} onVerdict={(verdict) => { change({ verdict }); }} onSearch={(search) => { change({ search }); }} onRefresh={props.images.refresh} />}
      <Box sx={{ flex: 1, minHeight: 0, display: 'flex', position: 'relative', borderTop: 1, borderColor: 'divider' }}>
        {/* Under a page the grid stays, out of sight and out of reach, so that its place is the same on return. */}
        <Box sx={{ flex: 1, minWidth: 0, minHeight: 0, display: 'flex', flexDirection: 'column', ...(isPage && { visibility: 'hidden', position: 'absolute', inset: 0 }) }}>
          <ImageGrid
            rows={rows} filter={filter} sort={state.sort} isFrozen={jobs.running.some((job) => job.kind === 'verify')} selectedKey={state.selectedKey} now={props.now} remoteIcons={props.remoteIcons}
            checking={checking} rowErrors={jobs.rowErrors} onVerify={verify} onReview={reviewing.askForRow} onSort={(sort) => { change({ sort }); }} onOpen={(row) => { change({ selectedKey: row.key }); }}
            onClearFilter={() => { change({ verdict: null, search: '' }); }} initialScrollTop={rememberedScroll()} onScroll={rememberScroll}
          />
        </Box>
        {selected !== undefined && (
          <Suspense fallback={null}>
            <Detail
              key={selected.key} row={selected} now={props.now} isPage={isPage} isChecking={checking.has(selected.key)} remoteIcons={props.remoteIcons} error={jobs.rowErrors.get(selected.key) ?? null}
              onClose={() => { change({ selectedKey: null }); focusGrid(); }} onVerify={(fresh) => { start({ kind: 'verify', keys: [selected.key], fresh }); }}
              onCompareKeys={props.onCompareKeys} onViewImage={viewOf(props.host, selected)}
              reviews={<ReviewsOf row={selected} reviewing={reviewing} now={props.now} onCancel={jobs.cancel} />}
            />
          </Suspense>
        )}
      </Box>
    </Box>
  );
}

interface ReviewsOfProps {
  readonly row: WireImageRow;
  readonly reviewing: Reviewing;
  readonly now: number;
  readonly onCancel: (jobId: string) => void;
}

function ReviewsOf({ row, reviewing, now, onCancel }: ReviewsOfProps): ReactNode {
  const running = reviewing.running.filter(({ review }) => review !== null && (review.title === row.server?.name || review.title === row.server?.title));
  return (
    <Suspense fallback={null}>
      <HistorySection server={row.server?.name ?? null} last={row.review} running={running} now={now} onCancel={onCancel} onReview={(preset) => { reviewing.askForRow(row, preset); }} onOpen={reviewing.open} onCompare={reviewing.compare} />
    </Suspense>
  );
}

/** Gives the keyboard back to the row that it came from. */
function focusGrid(): void {
  requestAnimationFrame(() => { document.querySelector<HTMLElement>('[role="grid"] [role="row"][tabindex="0"]')?.focus(); });
}

function viewOf({ viewImage }: Host, row: WireImageRow): (() => void) | null {
  const tag = row.tags[0];
  if (viewImage === null || tag === undefined) return null;
  // Docker Desktop rejects where the image is gone meanwhile; its own view says so.
  return () => { viewImage(row.id, tag).catch((error: unknown) => { console.warn('The image could not be shown.', error); }); };
}
