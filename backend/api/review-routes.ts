import { Hono } from 'hono';
import { z } from 'zod';
import type { ReviewApplication } from '../app/application/application.ts';
import { REVIEW_FILES, reviewOptionsRequestSchema } from '../contract/review.ts';
import { CodedAnswer } from './answer-error.ts';
import { readBody, readQuery } from './read-request.ts';

const pageSchema = z.object({
  subject: z.string().min(1).max(2000).nullable().default(null),
  offset: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(100).default(100),
});
const comparisonSchema = z.object({ older: z.string().min(1).max(100), newer: z.string().min(1).max(100) });
const fileNameSchema = z.enum(REVIEW_FILES);

/** Finished reviews, their files and comparisons, and what the dialog offers. Reviews themselves run as jobs. */
export function reviewRoutes(application: ReviewApplication): Hono {
  const routes = new Hono();
  routes.get('/reviews', async (context) => context.json(await application.reviews(readQuery(context, pageSchema))));
  routes.get('/reviews/compare', async (context) => {
    const { older, newer } = readQuery(context, comparisonSchema);
    return context.json(found(await application.compareReviews(older, newer)));
  });
  routes.get('/reviews/:id', async (context) => context.json(found(await application.review(context.req.param('id')))));
  routes.get('/reviews/:id/files/:name', async (context) => {
    const name = fileNameSchema.safeParse(context.req.param('name'));
    return context.json(found(name.success ? await application.reviewFile(context.req.param('id'), name.data) : null));
  });
  routes.delete('/reviews/:id', async (context) => {
    if (!(await application.removeReview(context.req.param('id')))) throw new CodedAnswer('not_found');
    return context.json({});
  });
  routes.post('/review-options', async (context) => {
    const { target } = await readBody(context, reviewOptionsRequestSchema);
    return context.json(await application.reviewOptions(target, context.req.raw.signal));
  });
  return routes;
}

function found<Value>(value: Value | null): Value {
  if (value === null) throw new CodedAnswer('not_found');
  return value;
}
