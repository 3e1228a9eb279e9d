import { randomUUID } from 'node:crypto';
import type { Sandbox } from '../../ports/sandbox.ts';
import type { EngineEnvironment } from '../engine/engine-endpoint.ts';
import { findAgentImage, missingAgentImage } from './agent-image.ts';
import { createBoxMaker } from './box-maker.ts';
import { createSourceFetcher, type SourceFetcherOptions } from './fetch-source.ts';
import { openToolBox } from './open-tool-box.ts';
import { runAgent } from './run-agent.ts';
import { runAnalysis } from './run-analysis.ts';

export interface SandboxOptions {
  readonly environment: EngineEnvironment;
  /** Name or id of the image with the sandbox's programs: inside of the extension, its own. Looked up anew with each call. */
  readonly image: string;
  /** What stands between this machine and the hosts of projects. */
  readonly network: SourceFetcherOptions['network'];
  /** `https` alone when absent; tests name others. */
  readonly protocols?: SourceFetcherOptions['protocols'];
}

/**
 * The sandbox on one engine. Each call makes its own containers, and removes them before it ends; see `Sandbox` for what
 * it throws, and docs/threat-model.md for what it holds.
 */
export function createSandbox({ environment, image: sandboxImage, network, protocols }: SandboxOptions): Sandbox {
  const boxes = createBoxMaker({ environment, sandboxImage });
  const sources = createSourceFetcher({ boxes, image: sandboxImage, network, ...(protocols === undefined ? {} : { protocols }) });
  return {
    fetchSource: (request, call) => sources.fetch(request, call),
    analyse: async (source, context, call) => {
      const image = await boxes.imageId(sandboxImage, call.signal);
      return runAnalysis({ boxes, image, run: randomUUID() }, { source, context }, call);
    },
    openToolBox: async (source, call) => openToolBox({ boxes, image: await boxes.imageId(sandboxImage, call.signal) }, source, call),
    runAgent: async (source, run, call) => {
      const image = await boxes.imageId(sandboxImage, call.signal);
      const agentImage = await findAgentImage({ boxes, sandboxImage }, call.signal);
      return runAgent({ boxes, sandboxImage: image, agentImage }, { source, run }, call);
    },
    missingAgentImage: (_agent, signal) => missingAgentImage({ boxes, sandboxImage }, signal),
    release: (source) => sources.release(source),
    cachedSources: (signal) => sources.cached(signal),
    clearSources: (signal) => sources.clear(signal),
    removeLeftovers: async (signal) => (await boxes.removeLeftovers(signal)) + (await sources.removeUnfinished(signal)),
  };
}
