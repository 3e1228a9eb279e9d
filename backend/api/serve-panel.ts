import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'", "script-src 'self'", "style-src 'self' 'unsafe-inline'", "img-src 'self' data: https:",
  "font-src 'self'", "connect-src 'self'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
].join('; ');

/** The built panel as static files; only for loopback, inside Docker Desktop the host serves it. */
export function servePanel(directory: string): Hono {
  const panel = new Hono();
  panel.use('*', async (context, next) => {
    await next();
    context.header('Content-Security-Policy', CONTENT_SECURITY_POLICY);
    context.header('X-Content-Type-Options', 'nosniff');
    context.header('Referrer-Policy', 'no-referrer');
  });
  panel.use('*', serveStatic({ root: directory }));
  return panel;
}
