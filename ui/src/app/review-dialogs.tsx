import { lazy, Suspense } from 'react';
import type { ReactNode } from 'react';
import type { WireImageRow } from '../../../backend/contract/api.ts';
import type { Reviewing } from './use-reviewing.ts';

const ReviewDialog = lazy(async () => ({ default: (await import('../features/reviews/dialog/review-dialog.tsx')).ReviewDialog }));
const ServerDialog = lazy(async () => ({ default: (await import('../features/reviews/dialog/server-dialog.tsx')).ServerDialog }));

interface ReviewDialogsProps {
  readonly reviewing: Reviewing;
  readonly rows: readonly WireImageRow[];
  readonly onOpenSettings: () => void;
}

/** Asks which server, and then how to review it. */
export function ReviewDialogs({ reviewing, rows, onOpenSettings }: ReviewDialogsProps): ReactNode {
  const { asking, ask } = reviewing;
  if (asking === null) return null;
  const close = (): void => { ask(null); };
  const servers = [...new Set(rows.flatMap(({ server }) => server?.name ?? []))].sort();
  return (
    <Suspense fallback={null}>
      {asking === 'server'
        ? <ServerDialog servers={servers} onCancel={close} onChosen={reviewing.askForServer} />
        : <ReviewDialog wish={asking} onClose={close} onStarted={reviewing.started} onOpenSettings={() => { close(); onOpenSettings(); }} />}
    </Suspense>
  );
}
