import { Hono } from 'hono';
import { z } from 'zod';
import type { Application } from '../app/application/application.ts';
import { CodedAnswer } from './answer-error.ts';
import { readQuery } from './read-request.ts';

const pageSchema = z.object({
  offset: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(200),
});
const exportSchema = z.object({ format: z.enum(['markdown', 'json']), key: z.string().min(1).nullable().default(null) });

/** Rows of the image grid, one row with its evidence, and exports. */
export function imageRoutes(application: Application): Hono {
  const routes = new Hono();
  routes.get('/images', async (context) => context.json(await application.images(readQuery(context, pageSchema), context.req.raw.signal)));
  routes.get('/images/:key', async (context) => {
    const row = await application.image(context.req.param('key'), context.req.raw.signal);
    if (row === null) throw new CodedAnswer('image_not_found');
    return context.json(row);
  });
  routes.get('/export', async (context) => context.json(await application.exportReport(readQuery(context, exportSchema), context.req.raw.signal)));
  return routes;
}
