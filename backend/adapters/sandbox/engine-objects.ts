import { orderEngine } from './order-engine.ts';
import type { SandboxEngine } from './sandbox-engine.ts';

type Labels = Readonly<Record<string, string>>;

/** A bridge for one box: nothing else is on it. */
export async function createNetwork(engine: SandboxEngine, name: string, labels: Labels): Promise<void> {
  const options = { 'com.docker.network.bridge.enable_icc': 'false' };
  await orderEngine(engine, { method: 'POST', path: '/networks/create', body: { Name: name, Driver: 'bridge', CheckDuplicate: true, EnableIPv6: false, Attachable: false, Options: options, Labels: labels } });
}

/** Kills it as well; what isn't there any more is well removed. */
export async function removeContainer(engine: SandboxEngine, container: string): Promise<void> {
  // 409: somebody else is removing it just now.
  await orderEngine(engine, { method: 'DELETE', path: `/containers/${container}`, query: { force: '1', v: '1' } }, [404, 409]);
}

export async function removeNetwork(engine: SandboxEngine, network: string): Promise<void> {
  await orderEngine(engine, { method: 'DELETE', path: `/networks/${network}` }, [404]);
}
