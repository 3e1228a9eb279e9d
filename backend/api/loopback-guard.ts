import { timingSafeEqual, randomBytes, createHash } from 'node:crypto';
import { Hono } from 'hono';
import { setCookie } from 'hono/cookie';
import { parse } from 'hono/utils/cookie';
import { z } from 'zod';
import { answerError, CodedAnswer } from './answer-error.ts';
import { readBody } from './read-request.ts';

const COOKIE = 'mcp-trust-session';
const sessionRequestSchema = z.object({ token: z.string().max(200) });

export interface LoopbackGuard {
  /** Printed in the fragment of the address, which browsers send to no server. */
  readonly token: string;
  readonly guarded: Hono;
}

/**
 * Protects an API on loopback TCP from other pages of the browser and other users of the machine: the Host must be
 * ours (DNS rebinding), the Origin must be ours (cross-site requests), and a random token from the printed address
 * buys an HttpOnly, SameSite=Strict cookie.
 */
export function guardLoopback(api: Hono, hosts: () => readonly string[]): LoopbackGuard {
  const token = randomBytes(32).toString('base64url');
  const session = randomBytes(32).toString('base64url');
  const guarded = new Hono();
  guarded.use('*', async (context, next) => {
    const host = context.req.header('host') ?? '';
    if (!hosts().includes(host)) throw new CodedAnswer('request_forbidden', 'This address is not served here.');
    const origin = context.req.header('origin');
    if (origin !== undefined && origin !== `http://${host}`) throw new CodedAnswer('request_forbidden', 'Requests from other pages are refused.');
    await next();
  });
  guarded.post('/api/session', async (context) => {
    const request = await readBody(context, sessionRequestSchema);
    if (!isSameSecret(request.token, token)) throw new CodedAnswer('request_forbidden', 'Open the address that was printed at the start.');
    setCookie(context, COOKIE, session, { httpOnly: true, sameSite: 'Strict', path: '/' });
    return context.json({});
  });
  guarded.use('/api/*', async (context, next) => {
    if (!isSameSecret(readSession(context.req.header('cookie')), session)) {
      throw new CodedAnswer('request_forbidden', 'Open the address that was printed at the start.');
    }
    await next();
  });
  guarded.route('/', api);
  guarded.notFound(() => answerError(new CodedAnswer('not_found')));
  guarded.onError((error) => answerError(error));
  return { token, guarded };
}

/** Compares in constant time, whatever the lengths. */
function isSameSecret(given: string, expected: string): boolean {
  return timingSafeEqual(createHash('sha256').update(given).digest(), createHash('sha256').update(expected).digest());
}

function readSession(header: string | undefined): string {
  return header === undefined ? '' : (parse(header, COOKIE)[COOKIE] ?? '');
}
