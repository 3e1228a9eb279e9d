import { mkdtemp, rm } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { runProxy } from '../../../../backend/sandboxed/inference-proxy/run-proxy.ts';
import { proxyMessageSchema, type ProxyMessage } from '../../../../backend/sandboxed/protocol/proxy-messages.ts';

export const TOKEN = 'T'.repeat(43);
export const KEY = 'sk-the-key-that-nobody-sees';

export interface Told {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/** The real proxy on a real socket, in this process. */
export class RunningProxy {
  readonly messages: ProxyMessage[] = [];
  readonly socket: string;
  readonly #input = new PassThrough();
  readonly #folder: string;
  #ended: Promise<number> = Promise.resolve(-1);
  #output = '';

  private constructor(folder: string) {
    this.#folder = folder;
    this.socket = join(folder, 'proxy.sock');
  }

  static async start(change: Readonly<Record<string, unknown>> & { readonly upstream: string }): Promise<RunningProxy> {
    const proxy = new RunningProxy(await mkdtemp(join(tmpdir(), 'mcp-trust-proxy-')));
    const order = { token: TOKEN, key: KEY, provider: 'anthropic', models: ['model-1'], budgetTokens: 1_000_000, seconds: 60, endsWithInput: true, ...change };
    proxy.#ended = runProxy({ input: proxy.#input, write: (text) => { proxy.#take(text); }, socket: proxy.socket });
    proxy.#input.write(`${JSON.stringify(order)}\n`);
    await proxy.until(({ kind }) => kind === 'listening' || kind === 'failed');
    return proxy;
  }

  /** Everything that it wrote. */
  get output(): string {
    return this.#output;
  }

  async until(isIt: (message: ProxyMessage) => boolean): Promise<ProxyMessage> {
    for (;;) {
      const found = this.messages.find(isIt);
      if (found !== undefined) return found;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  endInput(): Promise<number> {
    this.#input.end();
    return this.#ended;
  }

  async stop(): Promise<void> {
    await this.endInput();
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** One well-formed request. */
  post(path: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Told> {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    return new Promise((resolve, reject) => {
      const request = httpRequest({ socketPath: this.socket, path, method: 'POST', headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json', 'content-length': Buffer.byteLength(text), ...headers } }, (response) => {
        let told = '';
        response.setEncoding('utf8').on('data', (part: string) => { told += part; });
        response.on('end', () => { resolve({ status: response.statusCode ?? 0, headers: response.headers, body: told }); });
        response.on('error', reject);
      });
      request.on('error', reject);
      request.end(text);
    });
  }

  /** Sends bytes as they are, and answers what came back until the connection was closed from the other side. */
  raw(...parts: readonly string[]): Promise<string> {
    return new Promise((resolve) => {
      const socket = connect(this.socket);
      let told = '';
      socket.setEncoding('latin1').on('data', (part: string) => { told += part; });
      socket.on('error', () => undefined).on('close', () => { resolve(told); });
      for (const part of parts) socket.write(part, 'latin1');
    });
  }

  #take(text: string): void {
    this.#output += text;
    for (const line of text.split('\n')) if (line !== '') this.messages.push(proxyMessageSchema.parse(JSON.parse(line)));
  }
}
