import { createBoxMaker } from '../../../backend/adapters/sandbox/box-maker.ts';
import type { Box, BoxMaker } from '../../../backend/adapters/sandbox/box.ts';
import { importDirectory } from '../../../backend/adapters/sandbox/import-directory.ts';
import { runAnalysis } from '../../../backend/adapters/sandbox/run-analysis.ts';
import type { AnalysisContext } from '../../../backend/core/review/analysis-context.ts';
import type { FetchedSource, SandboxCall } from '../../../backend/ports/sandbox.ts';
import { toEnvironment } from '../../integration/sandbox/support/box-place.ts';
import { makeSandboxImage } from '../../integration/sandbox/support/sandbox-image.ts';
import { succeeds } from '../../integration/support/child-process.ts';
import { connectLocalEngine } from '../../integration/support/classic-engine.ts';
import type { BenchWorld } from './bench-world.ts';
import type { Counterpart } from './engine-images.ts';
import { watchBox, type BoxUse } from './watch-box.ts';

const TIMEOUT = 300_000;
export const CONTEXT: AnalysisContext = { server: null, title: '', description: '', allowedHosts: [], otherServers: [] };

/** Milliseconds since the analysis was asked for. */
export interface AnalysisTimes extends BoxUse {
  /** The container runs. */
  readonly opened: number;
  /** Null where nothing was found. */
  readonly firstFinding: number | null;
  readonly ended: number;
  readonly files: number;
  readonly bytes: number;
  readonly findings: number;
}

/** A sandbox on the engine of this machine. */
export interface ReviewPlace {
  readonly boxes: BoxMaker;
  readonly image: string;
  readonly run: string;
  readonly call: SandboxCall;
  /** Copies a folder in; it is removed at the end. */
  load(folder: string): Promise<FetchedSource>;
  analyse(source: FetchedSource): Promise<AnalysisTimes>;
  /** Ids of containers of this run that are still there. */
  remains(): Promise<readonly string[]>;
}

export async function makeReviewPlace({ runId, cleanup, signal }: Pick<BenchWorld, 'runId' | 'cleanup' | 'signal'>): Promise<Counterpart<ReviewPlace>> {
  if (process.platform !== 'linux') return { absent: 'the image of the tests is made from programs of Linux' };
  if (!(await succeeds('docker', ['version', '--format', '{{.Server.Version}}']))) return { absent: 'no Docker engine answers' };
  const engine = connectLocalEngine(runId);
  const name = await makeSandboxImage(engine);
  const boxes = createBoxMaker({ environment: toEnvironment(engine), sandboxImage: name });
  const call = { signal, timeoutMs: TIMEOUT };
  const image = await boxes.imageId(name, signal);
  const run = `bench-${runId}`;
  return {
    value: {
      boxes, image, run, call,
      load: async (folder) => {
        const source = await importDirectory({ boxes, run }, { kind: 'directory', head: folder, base: null, directory: null }, call);
        cleanup.add('volume of a source', () => boxes.removeVolume(source.volume));
        return source;
      },
      analyse: (source) => analyse({ boxes, image, run, socketPath: engine.socketPath }, source, call),
      remains: async () => (await engine.docker('ps', '--all', '--quiet', '--filter', `label=mcp-trust.run=${run}`)).split('\n').filter((line) => line !== ''),
    },
  };
}

interface Plan extends Pick<ReviewPlace, 'boxes' | 'image' | 'run'> {
  readonly socketPath: string;
}

async function analyse({ boxes, image, run, socketPath }: Plan, source: FetchedSource, call: SandboxCall): Promise<AnalysisTimes> {
  const started = performance.now();
  const since = (): number => performance.now() - started;
  const times: { opened: number; firstFinding: number | null } = { opened: 0, firstFinding: null };
  const watches: ReturnType<typeof watchBox>[] = [];
  const open: BoxMaker['open'] = async (plan, limits): Promise<Box> => {
    const box = await boxes.open(plan, limits);
    times.opened = since();
    watches.push(watchBox(socketPath, box.id));
    return box;
  };
  const onFinding = (): void => { times.firstFinding ??= since(); };
  const { findings, coverage } = await runAnalysis({ boxes: { ...boxes, open }, image, run }, { source, context: CONTEXT, onFinding }, call);
  const ended = since();
  const use = await watches[0]?.stop();
  return { ...times, ended, files: coverage.files, bytes: coverage.bytes, findings: findings.length, memoryBytes: use?.memoryBytes ?? null, processorMs: use?.processorMs ?? null };
}
