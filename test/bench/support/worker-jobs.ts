import { z } from 'zod';

/** What the bench lets a process of its own do, so that each measurement starts cold and none sees another's garbage. */
export const workerJobSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('verify'),
    configuration: z.string(),
    dataFolder: z.string(),
    /** Null verifies the images of the engine that carry the run's label. */
    references: z.array(z.string()).nullable(),
    runId: z.string(),
    /** The first pass is cold where the data folder is. */
    passes: z.number(),
    /** The engine's images and platforms are known beforehand, so that only registries are asked. */
    knownEngine: z.boolean(),
  }),
  z.object({ kind: z.literal('floor'), requests: z.array(z.string()), concurrency: z.number() }),
  z.object({ kind: z.literal('engineFloor'), socketPath: z.string(), requests: z.array(z.string()), concurrency: z.number() }),
  z.object({ kind: z.literal('catalog'), source: z.string(), branch: z.string(), dataFolder: z.string(), refresh: z.boolean() }),
  z.object({ kind: z.literal('signatures'), count: z.number() }),
  z.object({ kind: z.literal('parsing'), folder: z.string() }),
]);
export type WorkerJob = z.infer<typeof workerJobSchema>;
export type JobOf<Kind extends WorkerJob['kind']> = Extract<WorkerJob, { kind: Kind }>;

/** Wall time, and the time that the process kept a processor busy: the latter says the same on a busy machine. */
const times = { milliseconds: z.number(), processor: z.number() };

export const verifyAnswerSchema = z.object({
  passes: z.array(z.object({ ...times, requests: z.array(z.string()), verdicts: z.record(z.string(), z.number()) })),
});

export const floorAnswerSchema = z.object({ ...times, bytes: z.number() });

export const catalogAnswerSchema = z.object({ ...times, servers: z.number(), pins: z.number(), problems: z.number() });

export const parsingAnswerSchema = z.object(times);

/** Milliseconds of one verification in this process: median on the wall, mean on a processor, and the bare ECDSA verifications in it. */
const signatureTimes = z.object({ median: z.number(), processor: z.number(), bare: z.number() });

export const signaturesAnswerSchema = z.object({ simplesigning: signatureTimes, bundle: signatureTimes });
