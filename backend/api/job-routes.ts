import { Hono } from 'hono';
import { z } from 'zod';
import type { Application } from '../app/application/application.ts';
import { jobRequestSchema, type WireJob } from '../contract/api.ts';
import { CodedAnswer } from './answer-error.ts';
import { readBody, readQuery } from './read-request.ts';

const sinceSchema = z.object({ since: z.coerce.number().int().min(0).default(0) });

/** Long work: started here, then polled, because the panel's socket has no stream. */
export function jobRoutes(application: Application): Hono {
  const routes = new Hono();
  routes.post('/jobs', async (context) => context.json(application.startJob(await readBody(context, jobRequestSchema)), 202));
  routes.get('/jobs', (context) => context.json({ jobs: application.jobs() }));
  routes.get('/jobs/:id', (context) => {
    const { since } = readQuery(context, sinceSchema);
    return context.json(found(application.job(context.req.param('id'), since)));
  });
  routes.delete('/jobs/:id', (context) => context.json(found(application.cancelJob(context.req.param('id')))));
  return routes;
}

function found(job: WireJob | null): WireJob {
  if (job === null) throw new CodedAnswer('not_found');
  return job;
}
