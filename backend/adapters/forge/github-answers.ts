import { z } from 'zod';

/** The parts of GitHub's answers that are read; text is bounded by what the API takes itself. */

const commit = z.string().regex(/^[0-9a-f]{40}$/);
const login = z.string().min(1).max(200);
const label = z.union([z.string(), z.object({ name: z.string() }).transform(({ name }) => name)]);

export const labelsSchema = z.array(label).max(1000);

export const pullRequestSchema = z.object({
  number: z.number().int().positive(),
  html_url: z.url({ protocol: /^https?$/ }),
  state: z.enum(['open', 'closed']),
  merged_at: z.string().nullable(),
  title: z.string(),
  body: z.string().nullable(),
  // The repository is null once a fork was deleted.
  head: z.object({ ref: z.string(), sha: commit, repo: z.object({ full_name: login }).nullable() }),
  base: z.object({ ref: z.string(), repo: z.object({ full_name: login }) }),
  labels: labelsSchema,
});
export type PullRequestAnswer = z.infer<typeof pullRequestSchema>;
