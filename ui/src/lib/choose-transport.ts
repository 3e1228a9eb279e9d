import { isInsideDesktop } from './desktop-client.ts';
import { createDesktopTransport } from './desktop-transport.ts';
import { createLoopbackTransport } from './loopback-transport.ts';
import type { Transport } from './transport.ts';

/** The extension's socket inside Docker Desktop, else the loopback origin that served the panel. */
export function chooseTransport(): Transport {
  return isInsideDesktop() ? createDesktopTransport() : createLoopbackTransport();
}
