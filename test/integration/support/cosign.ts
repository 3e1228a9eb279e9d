import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run, type Output } from './child-process.ts';
import type { RekorStandIn } from './rekor-stand-in.ts';
import { tools } from './tools.ts';

/** cosign 2 writes a `.sig` tag, cosign 3 a Sigstore bundle as a referrer. */
export type CosignVersion = 2 | 3;

export interface SignRequest {
  /** `host/repository@sha256:...` */
  readonly image: string;
  /** The path of a private key without a password. */
  readonly key: string;
  readonly annotations?: Readonly<Record<string, string>>;
  /** Where the signature goes when not beside the image (`COSIGN_REPOSITORY`). */
  readonly repository?: string;
  /** The log that gets the entry; without it nothing is logged. */
  readonly log?: RekorStandIn;
  /** What the payload names as the image's reference (cosign 2 alone; a bundle of cosign 3 names none). */
  readonly identity?: string;
  /** Signs the manifests of an index too. */
  readonly recursive?: boolean;
  readonly env?: NodeJS.ProcessEnv;
}

export interface VerifyRequest {
  readonly image: string;
  /** The path of a public key. */
  readonly key: string;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly repository?: string;
  /** The log whose entry must be there; without it none is asked for. */
  readonly log?: Pick<RekorStandIn, 'publicKeyPem' | 'trustedRoot'>;
  readonly env?: NodeJS.ProcessEnv;
}

export function cosignBinary(version: CosignVersion): string {
  return version === 2 ? tools.cosign2 : tools.cosign3;
}

/** Makes `<prefix>.key` and `<prefix>.pub` with an empty password. */
export async function generateKey(version: CosignVersion, prefix: string): Promise<{ key: string; pub: string }> {
  const args = ['generate-key-pair', '--output-key-prefix', prefix];
  await run(cosignBinary(version), args, { env: { COSIGN_PASSWORD: '' } });
  return { key: `${prefix}.key`, pub: `${prefix}.pub` };
}

/** Signs with real cosign; nothing ever goes to a public log. */
export async function signWithCosign(version: CosignVersion, request: SignRequest): Promise<Output> {
  return inScratchFolder(async (folder) => {
    const args = ['sign', '--yes', '--key', request.key, ...(await toLogArgs(version, folder, request.log))];
    if (request.recursive === true) args.push('--recursive');
    if (request.identity !== undefined) args.push('--sign-container-identity', request.identity);
    args.push(...toAnnotationArgs(request), request.image);
    return run(cosignBinary(version), args, { env: toEnv(request, folder) });
  });
}

/** Verifies with real cosign; rejects when it refuses. */
export async function verifyWithCosign(version: CosignVersion, request: VerifyRequest): Promise<Output> {
  return inScratchFolder(async (folder) => {
    const args = ['verify', '--key', request.key, ...toAnnotationArgs(request)];
    if (request.log === undefined) args.push('--insecure-ignore-tlog=true');
    const env = toEnv(request, folder);
    const root = request.log?.trustedRoot ?? NO_ROOT;
    if (version === 3) args.push('--trusted-root', await write(folder, 'root.json', root));
    if (version === 2 && request.log !== undefined)
      env['SIGSTORE_REKOR_PUBLIC_KEY'] = await write(folder, 'log.pub', request.log.publicKeyPem);
    return run(cosignBinary(version), [...args, request.image], { env });
  });
}

async function toLogArgs(version: CosignVersion, folder: string, log: RekorStandIn | undefined): Promise<string[]> {
  if (version === 2) return log === undefined ? ['--tlog-upload=false'] : ['--rekor-url', log.url];
  // Without these two files cosign 3 asks the public services which services there are.
  const config = await write(folder, 'signing.json', log?.signingConfig ?? NO_SERVICES);
  const root = await write(folder, 'root.json', log?.trustedRoot ?? NO_ROOT);
  return ['--signing-config', config, '--trusted-root', root];
}

const NO_ROOT = '{"mediaType":"application/vnd.dev.sigstore.trustedroot+json;version=0.1"}';
const NO_SERVICES = JSON.stringify({
  mediaType: 'application/vnd.dev.sigstore.signingconfig.v0.2+json',
  rekorTlogConfig: {},
  tsaConfig: {},
});

function toAnnotationArgs(request: SignRequest | VerifyRequest): string[] {
  return Object.entries(request.annotations ?? {}).flatMap(([name, value]) => ['-a', `${name}=${value}`]);
}

function toEnv(request: SignRequest | VerifyRequest, home: string): NodeJS.ProcessEnv {
  const { repository, env } = request;
  const target = repository === undefined ? {} : { COSIGN_REPOSITORY: repository };
  return { COSIGN_PASSWORD: '', HOME: home, ...target, ...env };
}

async function write(folder: string, name: string, content: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

async function inScratchFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'mcp-trust-cosign-'));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
