import { cleanup, configure, render } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { UserEvent } from '@testing-library/user-event';
import { afterEach, vi } from 'vitest';
import { App } from '../../../ui/src/app/app.tsx';
import type { Host } from '../../../ui/src/lib/host.ts';
import type { FakeBackend } from './fake-backend.ts';

// Chunks of the panel are loaded and compiled within the test.
configure({ asyncUtilTimeout: 8_000 });
vi.setConfig({ testTimeout: 30_000 });

afterEach(() => {
  cleanup();
  localStorage.clear();
  vi.unstubAllGlobals();
});

/** A browser that is wide, and light unless the test says otherwise. */
function stubMedia(isDark: boolean): void {
  vi.stubGlobal('matchMedia', (query: string) => ({
    matches: query.includes('min-width') || (isDark && query.includes('dark')), media: query, addEventListener: () => undefined, removeEventListener: () => undefined,
  }));
}

/** Shows the whole panel over a fake backend. */
export function renderPanel(backend: FakeBackend, { isDark = false, host = {} }: { readonly isDark?: boolean; readonly host?: Partial<Host> } = {}): UserEvent {
  stubMedia(isDark);
  render(<App connect={() => ({ transport: backend.transport(), host: { openExternal: () => undefined, viewImage: null, ...host } })} />);
  return userEvent.setup({ delay: null });
}
