import { z } from 'zod';

/** Answers of the engine (Docker Engine API 1.41 and later), as far as they are read. */

export const createdSchema = z.object({ Id: z.string().regex(/^[0-9a-f]{64}$/), Warnings: z.array(z.string()).nullish() });

const settingsSchema = z.record(z.string(), z.unknown());

/** What a container really got. */
export const containerSchema = z.object({
  Image: z.string(),
  Config: settingsSchema,
  HostConfig: settingsSchema,
  Mounts: z.array(z.object({ Type: z.string(), Name: z.string().optional(), Destination: z.string(), Driver: z.string().optional(), RW: z.boolean() })),
  NetworkSettings: z.object({ Networks: settingsSchema.nullish() }),
});

export const endSchema = z.object({ State: z.object({ Running: z.boolean(), ExitCode: z.number().int(), OOMKilled: z.boolean() }) });
