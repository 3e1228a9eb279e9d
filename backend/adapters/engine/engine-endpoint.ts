/** Client certificate and authorities of a TCP endpoint; null where the file is absent. */
export interface EngineTls {
  readonly ca: Buffer | null;
  readonly cert: Buffer | null;
  readonly key: Buffer | null;
  /** False only where the person told the docker command line not to verify the engine's certificate. */
  readonly verifyServer: boolean;
}

/** Where an engine listens. */
export type EngineEndpoint =
  | { readonly kind: 'socket'; readonly path: string }
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number; readonly tls: EngineTls | null };

/** What discovery reads from; a value, so that it can be tried without this machine's own settings. */
export interface EngineEnvironment {
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly homeFolder: string;
  /** `process.platform` */
  readonly platform: string;
  /** Where the engine of a machine listens by default; `/var/run/docker.sock` when absent. */
  readonly systemSocket?: string;
}

/** The endpoint in the words of DOCKER_HOST: `unix:///var/run/docker.sock`, `tcp://host:2376`. Carries no secret. */
export function toEndpointText(endpoint: EngineEndpoint): string {
  if (endpoint.kind === 'tcp') return `tcp://${endpoint.host}:${endpoint.port}`;
  return endpoint.path.startsWith('//') ? `npipe://${endpoint.path}` : `unix://${endpoint.path}`;
}
