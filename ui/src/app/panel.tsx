import { Box } from '@mui/material';
import { lazy, Suspense, useState } from 'react';
import type { ReactNode } from 'react';
import type { WireCatalogStatus, WireImageRow } from '../../../backend/contract/api.ts';
import { ProblemNotice } from '../components/notice/problem-notice.tsx';
import { CatalogFreshness } from '../features/catalog/catalog-freshness.tsx';
import { RewrittenDialog } from '../features/catalog/rewritten-dialog.tsx';
import { useImages } from '../features/images/use-images.ts';
import { JobStrip } from '../features/jobs/job-strip.tsx';
import { useJobs } from '../features/jobs/use-jobs.ts';
import { NewKeyDialog } from '../features/keys/new-key-dialog.tsx';
import { useSettings } from '../features/settings/use-settings.ts';
import { UnreachableBanner } from '../features/status/unreachable-banner.tsx';
import { useStatus } from '../features/status/use-status.ts';
import { WorldBanners } from '../features/status/world-banners.tsx';
import type { Host } from '../lib/host.ts';
import { useNow } from '../lib/use-now.ts';
import { hasImages, ImagesPage } from './images-page.tsx';
import { ImagesView } from './images-view.tsx';
import { NewKeyBanner } from './new-key-banner.tsx';
import { usePanelState } from './panel-state.ts';
import { PageLinks } from './page-links.tsx';
import { ReviewDialogs } from './review-dialogs.tsx';
import { ReviewNotices } from './review-notices.tsx';
import { ReviewsView } from './reviews-view.tsx';
import { TopStrip } from './top-strip.tsx';
import { useFreshness } from './use-freshness.ts';
import { useJobUpdates } from './use-job-updates.ts';
import { useReviewing } from './use-reviewing.ts';
import { useWorldSwitch } from './use-world-switch.ts';

const ModelSection = lazy(async () => ({ default: (await import('../features/reviews/model-settings/model-section.tsx')).ModelSection }));
const SettingsPage = lazy(async () => ({ default: (await import('../features/settings/settings-page.tsx')).SettingsPage }));

/** The whole panel: strip, banners, and the page. */
export function Panel({ host }: { readonly host: Host }): ReactNode {
  const now = useNow();
  const [state, change] = usePanelState();
  const [openDialog, setOpenDialog] = useState<{ readonly kind: 'key'; readonly fingerprint: string } | { readonly kind: 'catalog' } | null>(null);
  const view = useStatus();
  const status = view.status.kind === 'data' ? view.status.value : null;
  const isConnected = status !== null && view.problem === null;
  const images = useImages(status !== null && hasImages(status));
  const { settings, tryAgain } = useSettings(isConnected);
  const jobs = useJobs(useJobUpdates(images.applyJob), isConnected);
  const reviewing = useReviewing(jobs, state, change);
  const world = useWorldSwitch(() => { change({ selectedKey: null, review: null, verdict: null, search: '' }); });
  useFreshness({ catalogHead: status?.catalog.head ?? null, isConnected });
  const rows = images.images.kind === 'data' ? images.images.value : [];
  const compareKeys = (fingerprint: string): void => { setOpenDialog({ kind: 'key', fingerprint }); };
  const closeDialog = (): void => { setOpenDialog(null); };
  const openSettings = (): void => { change({ page: 'settings' }); };
  const verifyAll = (): void => { jobs.start({ kind: 'verify', keys: null, fresh: false }); };
  const links = <PageLinks page={state.page} runningReviews={reviewing.running.length} unreadReviews={reviewing.unread.length} onGo={(page) => { change({ page, review: null }); }} />;
  const catalog = status === null ? null : <CatalogOf catalog={status.catalog} now={now} jobs={jobs} onReview={() => { setOpenDialog({ kind: 'catalog' }); }} />;
  return (
    <Box component="main" sx={{ height: '100vh', display: 'flex', flexDirection: 'column', backgroundColor: 'background.paper', color: 'text.primary', overflow: 'hidden' }}>
      <TopStrip links={links} catalog={catalog} canVerify={isConnected && rows.length > 0} isSweeping={jobs.running.some((job) => job.kind === 'verify' && job.total !== 1)} onVerifyAll={verifyAll} onOpenSettings={openSettings} />
      {view.problem !== null && view.status.kind !== 'loading' && (status !== null || view.problem.kind === 'unreachable') && <UnreachableBanner problem={view.problem} nextTryAt={view.nextTryAt ?? now} onTryNow={view.tryNow} />}
      {status !== null && <WorldBanners status={status} isSwitching={world.isSwitching} onLeaveSamples={() => { world.switchTo('real'); }} onOpenSettings={openSettings} />}
      {world.problem !== null && <ProblemNotice title="The switch failed" problem={world.problem} />}
      <NewKeyBanner fingerprints={newKeysOf(rows)} onCompare={compareKeys} />
      <JobStrip jobs={jobs} />
      <ReviewNotices reviewing={reviewing} />
      {state.page === 'settings' && <Suspense fallback={null}><SettingsPage settings={settings} tryAgain={tryAgain} onBack={() => { change({ page: 'images' }); }} reviews={<ModelSection />} onCompareKeys={compareKeys} isSample={status?.world === 'sample'} /></Suspense>}
      {state.page === 'reviews' && <ReviewsView state={state} change={change} reviewing={reviewing} now={now} onCancel={jobs.cancel} />}
      {state.page === 'images' && <ImagesPage view={view} images={images} world={world} renderRows={(shown) => (
        <ImagesView rows={shown} images={images} jobs={jobs} state={state} change={change} now={now} host={host} reviewing={reviewing} remoteIcons={settings.kind === 'data' && settings.value.settings.remoteIcons} onCompareKeys={compareKeys} />
      )} />}
      <ReviewDialogs reviewing={reviewing} rows={rows} onOpenSettings={openSettings} />
      <NewKeyDialog fingerprint={openDialog?.kind === 'key' ? openDialog.fingerprint : null} keys={settings.kind === 'data' ? settings.value.keys : []} onClose={closeDialog} onAccepted={verifyAll} />
      {status !== null && <RewrittenDialog catalog={status.catalog} isOpen={openDialog?.kind === 'catalog'} onClose={closeDialog} />}
    </Box>
  );
}

interface CatalogOfProps {
  readonly catalog: WireCatalogStatus;
  readonly now: number;
  readonly jobs: ReturnType<typeof useJobs>;
  readonly onReview: () => void;
}

function CatalogOf({ catalog, now, jobs, onReview }: CatalogOfProps): ReactNode {
  return <CatalogFreshness catalog={catalog} now={now} isRefreshing={jobs.running.some((job) => job.kind === 'refreshCatalog')} onRefresh={() => { jobs.start({ kind: 'refreshCatalog' }); }} onReview={onReview} />;
}

function newKeysOf(rows: readonly WireImageRow[]): readonly string[] {
  return rows.flatMap((row) => row.verification?.signature.newKeyFingerprint ?? []);
}
