import { shell } from '../../contract/shell-quote.ts';
import { CodedError } from '../../core/coded-error.ts';
import { AGENT_VERSIONS, PRINT_DOCKERFILE } from '../../sandboxed/protocol/agent-image.ts';
import type { BoxMaker } from './box.ts';

export interface AgentImageSearch {
  readonly boxes: BoxMaker;
  /** Name of the extension's own image. */
  readonly sandboxImage: string;
}

/**
 * The name of the optional image. It stands on one extension image and speaks its protocol: another version of either has
 * another name, so that an old one is never taken for it.
 * @param sandboxImageId `sha256:…`
 */
export function agentImageName(sandboxImageId: string): string {
  return `mcp-trust-agents:${AGENT_VERSIONS.claude}-${AGENT_VERSIONS.codex}-${sandboxImageId.replace(/^sha256:/, '').slice(0, 12)}`;
}

/**
 * The one command that builds the optional image, for a shell: the extension's image prints the Dockerfile.
 * @returns null for an image name that no command line can hold
 */
export function agentImageCommand(sandboxImage: string, sandboxImageId: string): string | null {
  const [file, ...args] = PRINT_DOCKERFILE;
  const print = shell`docker run --rm --network none --entrypoint node ${sandboxImage} ${file}`;
  const build = shell`docker build --build-arg ${`EXTENSION_IMAGE=${sandboxImage}`} --tag ${agentImageName(sandboxImageId)} -`;
  return print === null || build === null ? null : `${print} ${args.join(' ')} | ${build}`;
}

/**
 * Id of the optional image.
 * @throws CodedError `agent_image_missing`, `sandbox_image_missing`, `engine_*`
 */
export async function findAgentImage({ boxes, sandboxImage }: AgentImageSearch, signal: AbortSignal): Promise<string> {
  const sandboxImageId = await boxes.imageId(sandboxImage, signal);
  try {
    return await boxes.imageId(agentImageName(sandboxImageId), signal);
  } catch (error) {
    if (!(error instanceof CodedError) || error.code !== 'sandbox_image_missing') throw error;
    throw new CodedError('agent_image_missing', 'The image of the agents is not on the engine.', { cause: error });
  }
}

/**
 * Null when the optional image is there, which holds both agents; else the command that builds it.
 * @throws CodedError `sandbox_image_missing`, `engine_*`
 */
export async function missingAgentImage(search: AgentImageSearch, signal: AbortSignal): Promise<string | null> {
  const sandboxImageId = await search.boxes.imageId(search.sandboxImage, signal);
  try {
    await findAgentImage(search, signal);
    return null;
  } catch (error) {
    if (!(error instanceof CodedError) || error.code !== 'agent_image_missing') throw error;
    return agentImageCommand(search.sandboxImage, sandboxImageId) ?? '';
  }
}
