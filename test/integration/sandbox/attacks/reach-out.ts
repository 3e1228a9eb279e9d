import { lookup, Resolver } from 'node:dns/promises';
import { connect } from 'node:net';
import { createSocket } from 'node:dgram';

const PATIENCE_MS = 1500;

/** Tries every address over TCP, and names over every way to ask for one. Answers what worked. */
export async function reachOut(addresses: readonly string[]): Promise<readonly string[]> {
  const connected = await Promise.all(addresses.map(async (address) => ((await connects(address)) ? [`tcp ${address}`] : [])));
  return [...connected.flat(), ...(await resolves()), ...(await sendsDatagram())];
}

async function connects(address: string): Promise<boolean> {
  const [, host = '', port = ''] = /^(.+):(\d+)$/.exec(address) ?? [];
  return within(new Promise<boolean>((resolve) => {
    const socket = connect({ host, port: Number(port) });
    socket.once('connect', () => { socket.destroy(); resolve(true); }).once('error', () => { resolve(false); });
  }));
}

async function resolves(): Promise<readonly string[]> {
  const own = new Resolver({ timeout: 500, tries: 1 });
  own.setServers(['8.8.8.8', '127.0.0.11']);
  const ways = {
    'name by the system': lookup('example.com'),
    'name by a server': own.resolve4('example.com'),
    'name by the configured server': new Resolver({ timeout: 500, tries: 1 }).resolve4('example.com'),
  };
  const answers = Object.entries(ways).map(async ([name, answer]) => ((await within(answer.then(() => true, () => false))) ? [name] : []));
  return (await Promise.all(answers)).flat();
}

async function sendsDatagram(): Promise<readonly string[]> {
  return new Promise((resolve) => {
    const socket = createSocket('udp4');
    socket.once('error', () => { resolve([]); });
    socket.send('x', 53, '192.0.2.1', (error) => { resolve(error === null ? ['udp'] : []); });
  });
}

async function within(promise: Promise<boolean>): Promise<boolean> {
  return Promise.race([promise, new Promise<boolean>((resolve) => setTimeout(() => { resolve(false); }, PATIENCE_MS))]);
}
