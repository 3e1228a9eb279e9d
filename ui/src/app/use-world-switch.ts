import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { WireWorldRequest } from '../../../backend/contract/requests.ts';
import { switchWorld } from '../features/status/switch-world.ts';
import { useTransport } from '../lib/backend.ts';
import type { BackendProblem } from '../lib/backend-problem.ts';
import { asProblem } from '../lib/loadable.ts';

export interface WorldSwitch {
  readonly isSwitching: boolean;
  readonly problem: BackendProblem | null;
  readonly switchTo: (world: WireWorldRequest['world']) => void;
}

/** Switches between this machine and the samples; no row of one world is kept in the other. */
export function useWorldSwitch(onSwitched: () => void): WorldSwitch {
  const transport = useTransport();
  const queries = useQueryClient();
  const mutation = useMutation({
    mutationFn: (world: WireWorldRequest['world']) => switchWorld(transport, world),
    onSuccess: async () => {
      onSwitched();
      await queries.resetQueries();
    },
  });
  return { isSwitching: mutation.isPending, problem: mutation.error === null ? null : asProblem(mutation.error), switchTo: (world) => { mutation.mutate(world); } };
}
