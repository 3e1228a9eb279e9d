import { describe, expect, it } from 'vitest';
import { parse } from 'smol-toml';
import { toClaudeCommand } from '../../../backend/sandboxed/agent/claude-command.ts';
import { toCodexCommand } from '../../../backend/sandboxed/agent/codex-command.ts';
import type { AgentOrder } from '../../../backend/sandboxed/protocol/agent-messages.ts';

const ORDER: AgentOrder = { agent: 'claude', model: 'model-1', token: 'T'.repeat(43), prompt: 'Review it.', systemPrompt: 'You review.', hasBase: false, seconds: 60 };

describe('when a command line is made ready', () => {
  it('gives Claude Code four tools, no setting of a repository, and the socket', () => {
    const { args, environment, input, needsForwarder } = toClaudeCommand({ ...ORDER, hasBase: true }, '/bin');
    for (const flag of ['--restricted', '--strict-mcp-config', '--disable-slash-commands', '--no-session-persistence']) expect(args).toContain(flag);
    expect(args[args.indexOf('--tools') + 1]).toBe('Read,Grep,Glob,Write');
    expect(args.filter((_arg, index) => args[index - 1] === '--add-dir')).toEqual(['/source/head', '/source/base']);
    expect(environment).toMatchObject({ ANTHROPIC_UNIX_SOCKET: '/run/inference/proxy.sock', ANTHROPIC_AUTH_TOKEN: ORDER.token });
    expect(environment).not.toHaveProperty('ANTHROPIC_API_KEY');
    expect(input).toContain('/tmp/work/report.md');
    expect(needsForwarder).toBe(false);
    // Text from outside is on no argument: it could be read as a flag, and has no room there.
    for (const arg of args) expect([ORDER.prompt, ORDER.systemPrompt]).not.toContain(arg);
  });

  it('gives Codex a configuration of its own, whatever the model is called', () => {
    const model = 'x"\n[features]\nhooks = true\u007f\\';
    const { args, files, input } = toCodexCommand({ ...ORDER, agent: 'codex', model }, '/bin');
    expect(args).toContain('--ignore-rules');
    const configuration = parse(files['/tmp/home/codex/config.toml'] ?? '');
    expect(configuration).toMatchObject({
      model, model_provider: 'proxy', web_search: 'disabled', project_doc_max_bytes: 0,
      model_providers: { proxy: { base_url: 'http://127.0.0.1:4000/openai/v1', wire_api: 'responses', supports_websockets: false } },
      features: { apps: false, hooks: false, plugins: false }, agents: { enabled: false }, analytics: { enabled: false }, skills: { include_instructions: false },
    });
    expect(files['/tmp/home/codex/instructions.md']).toBe(ORDER.systemPrompt);
    expect(input).not.toContain('/source/base');
  });
});
