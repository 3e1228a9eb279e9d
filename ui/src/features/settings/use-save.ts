import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { BackendProblem } from '../../lib/backend-problem.ts';
import { asProblem } from '../../lib/loadable.ts';

export interface Saving<Input> {
  readonly save: (input: Input) => void;
  readonly isSaving: boolean;
  readonly isSaved: boolean;
  readonly problem: BackendProblem | null;
}

/** Sends a change and asks everything anew afterwards: a setting can change every verdict. */
export function useSave<Input>(send: (input: Input) => Promise<void>, onSaved?: () => void): Saving<Input> {
  const queries = useQueryClient();
  const mutation = useMutation({
    mutationFn: send,
    onSuccess: async () => {
      onSaved?.();
      await queries.invalidateQueries();
    },
  });
  return {
    save: (input) => { mutation.mutate(input); },
    isSaving: mutation.isPending,
    isSaved: mutation.isSuccess,
    problem: mutation.error === null ? null : asProblem(mutation.error),
  };
}
