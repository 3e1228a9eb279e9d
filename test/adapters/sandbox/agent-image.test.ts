import { describe, expect, it } from 'vitest';
import { agentImageCommand, agentImageName } from '../../../backend/adapters/sandbox/agent-image.ts';

const ID = `sha256:${'0123456789abcdef'.repeat(4)}`;

describe('when the optional image is asked for', () => {
  it('is named after the command lines and the image that it stands on', () => {
    expect(agentImageName(ID)).toMatch(/^mcp-trust-agents:[0-9.]+-[0-9.]+-0123456789ab$/);
  });

  it('is built by one command', () => {
    expect(agentImageCommand('example/inspector:1', ID)).toBe(
      `docker run --rm --network none --entrypoint node example/inspector:1 /backend/sandboxed.js agent --print Dockerfile | docker build --build-arg EXTENSION_IMAGE=example/inspector:1 --tag ${agentImageName(ID)} -`.replace('EXTENSION_IMAGE=example/inspector:1', "'EXTENSION_IMAGE=example/inspector:1'"),
    );
  });

  it.each(['', '--privileged', 'a\nb'])('has no command for the name %j', (name) => { expect(agentImageCommand(name, ID)).toBeNull(); });

  it('quotes what a shell would act on', () => { expect(agentImageCommand('a; rm -rf /', ID)).toContain("node 'a; rm -rf /' /backend"); });
});
