import { Hono } from 'hono';
import type { ReviewApplication } from '../app/application/application.ts';
import { modelKeyRequestSchema, modelSettingsRequestSchema } from '../contract/review.ts';
import { readBody } from './read-request.ts';

/** Which model reads, the keys of its providers (written, never read back), and the cache of sources. */
export function modelRoutes(application: ReviewApplication): Hono {
  const routes = new Hono();
  routes.get('/model-settings', async (context) => context.json(await application.modelSettings(context.req.raw.signal)));
  routes.put('/model-settings', async (context) =>
    context.json(await application.changeModelSettings(await readBody(context, modelSettingsRequestSchema), context.req.raw.signal)));
  routes.put('/model-keys', async (context) =>
    context.json(await application.changeModelKey(await readBody(context, modelKeyRequestSchema), context.req.raw.signal)));
  routes.delete('/sources', async (context) => context.json(await application.clearSources(context.req.raw.signal)));
  return routes;
}
