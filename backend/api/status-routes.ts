import { Hono } from 'hono';
import type { Application } from '../app/application/application.ts';
import { acceptHeadRequestSchema, worldRequestSchema } from '../contract/requests.ts';
import { readBody } from './read-request.ts';

/** What runs here, the catalog's state, and the switch to the samples. */
export function statusRoutes(application: Application): Hono {
  const routes = new Hono();
  routes.get('/status', async (context) => context.json(await application.status(context.req.raw.signal)));
  routes.post('/world', async (context) => {
    const { world } = await readBody(context, worldRequestSchema);
    return context.json(await application.switchWorld(world));
  });
  routes.post('/catalog/accept', async (context) => {
    const { head } = await readBody(context, acceptHeadRequestSchema);
    return context.json(await application.acceptCatalogHead(head));
  });
  routes.delete('/data', async (context) => {
    await application.deleteData();
    return context.json({});
  });
  return routes;
}
