import { Agent, request } from 'undici';
import { z } from 'zod';

/** What a container used, as far as it was seen: null where the engine never said. */
export interface BoxUse {
  readonly memoryBytes: number | null;
  readonly processorMs: number | null;
}

const PAUSE_MS = 50;
const count = z.number().optional();
/** Docker Engine API 1.41, `GET /containers/{id}/stats`: the fields differ between cgroup v1 and v2. */
const statsSchema = z.object({
  memory_stats: z.object({ usage: count, max_usage: count, stats: z.object({ total_inactive_file: count, inactive_file: count }).optional() }),
  cpu_stats: z.object({ cpu_usage: z.object({ total_usage: count }) }),
});

/** Asks the engine again and again until it is stopped: memory without what is only cached of files, and processor time. */
export function watchBox(socketPath: string, id: string): { stop: () => Promise<BoxUse> } {
  const dispatcher = new Agent({ connect: { socketPath } });
  const use: { memoryBytes: number | null; processorMs: number | null } = { memoryBytes: null, processorMs: null };
  let isStopped = false;
  const watch = async (): Promise<void> => {
    while (!isStopped) {
      const answer = await request(`http://engine/containers/${id}/stats?stream=false&one-shot=true`, { dispatcher });
      const stats = statsSchema.safeParse(await answer.body.json());
      if (stats.success) take(use, stats.data);
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  };
  // The container goes while it is asked about.
  const watching = watch().catch(() => undefined);
  return {
    stop: async () => {
      isStopped = true;
      await watching;
      await dispatcher.close();
      return use;
    },
  };
}

function take(use: { memoryBytes: number | null; processorMs: number | null }, { memory_stats: memory, cpu_stats: cpu }: z.infer<typeof statsSchema>): void {
  const cached = memory.stats?.total_inactive_file ?? memory.stats?.inactive_file ?? 0;
  if (memory.usage !== undefined) use.memoryBytes = Math.max(use.memoryBytes ?? 0, memory.usage - cached);
  const processor = cpu.cpu_usage.total_usage ?? 0;
  if (processor > 0) use.processorMs = Math.max(use.processorMs ?? 0, processor / 1e6);
}
