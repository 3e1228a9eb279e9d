import { z } from 'zod';

const text = z.string().nullish().transform((value) => value ?? '');

export const checkRunSchema = z.object({
  id: z.number().int().positive(),
  name: z.string(),
  head_sha: z.string().regex(/^[0-9a-f]{40}$/),
  external_id: text,
  status: z.string(),
  conclusion: z.string().nullable(),
  output: z.object({ title: text, summary: text, text: text }),
});
export type CheckRunAnswer = z.infer<typeof checkRunSchema>;

export const checkRunsSchema = z.object({ check_runs: z.array(checkRunSchema) }).transform(({ check_runs }) => check_runs);
