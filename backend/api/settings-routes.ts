import { Hono } from 'hono';
import type { Application } from '../app/application/application.ts';
import { settingsSchema } from '../contract/api.ts';
import { acceptKeyRequestSchema, keyRequestSchema } from '../contract/requests.ts';
import { readBody } from './read-request.ts';

/** Settings and trusted keys. A registry token is written, never read back. */
export function settingsRoutes(application: Application): Hono {
  const routes = new Hono();
  routes.get('/settings', async (context) => context.json(await application.settings()));
  routes.put('/settings', async (context) => context.json(await application.changeSettings(await readBody(context, settingsSchema))));
  routes.post('/keys', async (context) => context.json(await application.addKey(await readBody(context, keyRequestSchema))));
  routes.post('/keys/accept', async (context) => {
    const { fingerprint } = await readBody(context, acceptKeyRequestSchema);
    return context.json(await application.acceptKey(fingerprint));
  });
  routes.delete('/keys/:fingerprint', async (context) => context.json(await application.removeKey(context.req.param('fingerprint'))));
  return routes;
}
