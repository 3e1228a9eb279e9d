/** What a call of the extension's client came to: the parsed answer, or how Docker Desktop rejects. */
export type DesktopAnswer =
  | { readonly value: unknown }
  | { readonly error: { readonly name: string; readonly message: string; readonly statusCode: number } };

export interface DesktopRequest {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
}

/** The two functions of the test that the page can call. */
interface TestWindow {
  readonly desktopRequest: (request: DesktopRequest) => Promise<DesktopAnswer>;
  readonly desktopCall: (name: string, args: readonly unknown[]) => Promise<void>;
}

/**
 * Runs in the page before the panel: puts `window.ddClient` and the themes there, as Docker Desktop does.
 * It is handed over as text, so it uses nothing from around it.
 */
export function installDesktop(themes: unknown): void {
  const test = window as unknown as TestWindow;
  const send = async (request: DesktopRequest): Promise<unknown> => {
    const answer = await test.desktopRequest(request);
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- what arrives in a real panel is a plain object
    if ('error' in answer) throw answer.error;
    return answer.value;
  };
  const bare = (method: string) => (path: string): Promise<unknown> => send({ method, path });
  const loaded = (method: string) => (path: string, body: unknown): Promise<unknown> => send({ method, path, body });
  const record = (name: string) => (...args: readonly unknown[]): Promise<void> => test.desktopCall(name, args);
  const service = { get: bare('GET'), head: bare('HEAD'), delete: bare('DELETE'), post: loaded('POST'), put: loaded('PUT'), patch: loaded('PATCH') };
  const toast = { success: record('toast.success'), warning: record('toast.warning'), error: record('toast.error') };
  const ddClient = {
    extension: { id: 'mcp-trust-inspector', version: 'test', vm: { service }, host: {} },
    host: { openExternal: record('openExternal') },
    desktopUI: { toast, navigate: { viewImage: record('viewImage') } },
  };
  Object.assign(window, themes === null ? { ddClient } : { ddClient, __ddMuiV6Themes: themes });
}
