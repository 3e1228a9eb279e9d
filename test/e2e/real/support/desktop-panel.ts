import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { tools } from '../../../integration/support/tools.ts';
import { installDesktop } from './desktop-window.ts';
import type { DesktopAnswer, DesktopRequest } from './desktop-window.ts';
import { PANEL } from './product.ts';
import { requestOverSocket } from './socket-request.ts';

/** Docker Desktop's window may load modules from files, which a browser refuses by itself. */
const ARGUMENTS = ['--no-sandbox', '--headless', '--disable-gpu', '--disable-lcd-text', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--allow-file-access-from-files'];
const FAILED_STATUS = 500;

export type Send = (request: DesktopRequest) => Promise<{ readonly status: number; readonly text: string }>;

export interface DesktopOptions {
  readonly send: Send;
  /** The folder of the built panel; the one that was built here when absent. */
  readonly panel?: string;
  /** What the host injects as themes; null for a host that injects none. */
  readonly themes?: unknown;
  readonly scheme?: 'light' | 'dark';
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly deviceScaleFactor?: number;
}

/** The built panel in a window that looks to it like Docker Desktop's. */
export interface DesktopPanel {
  readonly page: Page;
  /** What the panel asked of its host, e.g. `['openExternal', 'https://…']`. */
  readonly calls: readonly (readonly unknown[])[];
  /** Errors on the console, exceptions, and requests that the page made past its host. */
  readonly problems: readonly string[];
  readonly close: () => Promise<void>;
}

export function launchDesktop(): Promise<Browser> {
  return chromium.launch({ executablePath: tools.chromium, args: ARGUMENTS });
}

/** The panel's way to a backend's unix socket. */
export function overSocket(socketPath: string): Send {
  return (request) => requestOverSocket(socketPath, request);
}

/** Opens the panel from its file, as Docker Desktop does. */
export async function openInDesktop(browser: Browser, { send, panel = PANEL, themes = null, scheme = 'light', viewport = { width: 1400, height: 900 }, deviceScaleFactor = 1 }: DesktopOptions): Promise<DesktopPanel> {
  const context = await browser.newContext({ colorScheme: scheme, viewport, deviceScaleFactor, reducedMotion: 'reduce', locale: 'en-GB', acceptDownloads: true });
  const calls: (readonly unknown[])[] = [];
  await context.exposeFunction('desktopRequest', (request: DesktopRequest) => answer(send, request));
  await context.exposeFunction('desktopCall', (name: string, args: readonly unknown[]) => { calls.push([name, ...args]); });
  await context.addInitScript(installDesktop, themes);
  const page = await context.newPage();
  const problems = listenForProblems(context, page);
  await page.goto(pathToFileURL(join(panel, 'index.html')).href);
  return { page, calls, problems, close: () => context.close() };
}

/** Docker Desktop hands parsed JSON over, and rejects with the body of an error answer as message. */
async function answer(send: Send, request: DesktopRequest): Promise<DesktopAnswer> {
  try {
    const { status, text } = await send(request);
    if (status >= 400) return { error: { name: 'HTTPError', message: text, statusCode: status } };
    return { value: text === '' ? null : JSON.parse(text) };
  } catch (error) {
    return { error: { name: 'Error', message: error instanceof Error ? error.message : String(error), statusCode: FAILED_STATUS } };
  }
}

/** Collects what a person would find in the developer tools; grows while the page is open. */
export function listenForProblems(context: BrowserContext, page: Page): readonly string[] {
  const problems: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') problems.push(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => { problems.push(`exception: ${error.message}`); });
  context.on('request', (request) => {
    const url = new URL(request.url());
    const isOwn = url.protocol === 'file:' || url.protocol === 'blob:' || url.protocol === 'data:' || url.hostname === '127.0.0.1';
    if (!isOwn) problems.push(`request to ${url.host}`);
  });
  return problems;
}
