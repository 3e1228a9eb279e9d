import type { Page } from 'playwright-core';

/** What Docker Desktop's client hands over: an answer, or an error as `{name, message, statusCode}`. */
export type BridgedAnswer = { readonly ok: true; readonly body: unknown } | { readonly ok: false; readonly message: string; readonly statusCode: number };

export interface DesktopBridge {
  /** Pages that the panel asked the host to open. */
  readonly opened: string[];
}

/**
 * Puts a `window.ddClient` into the page, before its scripts, whose socket is `send`: the panel then runs as in
 * Docker Desktop. Rejections are plain objects there, not Errors.
 */
export async function bridgeDesktop(page: Page, send: (method: string, path: string, body: unknown) => Promise<BridgedAnswer>): Promise<DesktopBridge> {
  const opened: string[] = [];
  await page.exposeFunction('bridgeSend', (method: string, path: string, body: unknown) => send(method, path, body));
  await page.exposeFunction('bridgeOpen', (url: string) => { opened.push(url); });
  await page.addInitScript(`{
    const call = (method) => async (path, body) => {
      const answer = await window.bridgeSend(method, path, body);
      if (answer.ok) return answer.body;
      throw { name: 'Error', message: answer.message, statusCode: answer.statusCode };
    };
    window.ddClient = {
      extension: { image: 'mcp-trust-inspector', vm: { service: { get: call('GET'), post: call('POST'), put: call('PUT'), delete: call('DELETE') } } },
      host: { openExternal: (url) => { void window.bridgeOpen(url); }, platform: 'linux', arch: 'x64', hostname: 'desktop' },
      desktopUI: { toast: {}, navigate: { viewImage: async () => undefined } },
    };
  }`);
  return { opened };
}
