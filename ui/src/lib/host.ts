import { desktopClient, isInsideDesktop } from './desktop-client.ts';

/** What the panel asks of the program around it: Docker Desktop, or a browser in development. */
export interface Host {
  /** Opens a web page outside of the panel; anything but https is ignored. */
  readonly openExternal: (url: string) => void;
  /** Shows an image in Docker Desktop's own view; null where the host has none. */
  readonly viewImage: ((id: string, tag: string) => Promise<void>) | null;
}

/** Whether an address may be opened: https only, without credentials in it. */
function isOpenable(address: string): boolean {
  const url = URL.canParse(address) ? new URL(address) : null;
  return url?.protocol === 'https:' && url.username === '' && url.password === '';
}

export function createHost(): Host {
  if (!isInsideDesktop()) {
    return { openExternal: (url) => { if (isOpenable(url)) window.open(url, '_blank', 'noopener,noreferrer'); }, viewImage: null };
  }
  return {
    openExternal: (url) => { if (isOpenable(url)) desktopClient().host.openExternal(url); },
    viewImage: (id, tag) => desktopClient().desktopUI.navigate.viewImage(id, tag),
  };
}
