import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { findAgentImage, missingAgentImage } from '../../../backend/adapters/sandbox/agent-image.ts';
import { BOX_LABELS } from '../../../backend/adapters/sandbox/box-labels.ts';
import { runAgent } from '../../../backend/adapters/sandbox/run-agent.ts';
import { isPortError } from '../../../backend/ports/port-error.ts';
import type { AgentOutput, AgentRun, FetchedSource, SandboxProgress } from '../../../backend/ports/sandbox.ts';
import { startScriptedUpstream, type ScriptedUpstream } from '../../support/scripted-upstream.ts';
import { inOrder, type UpstreamScript, type UpstreamStep } from '../../support/upstream/upstream-step.ts';
import { connectLocalEngine } from '../support/classic-engine.ts';
import { describeWith } from '../support/requirements.ts';
import { done, forbiddenTools, hostAddress, looksAround, reads, runsCode, shell, writes } from './support/agent-scripts.ts';
import { makeAgentsImage, type AgentsImage } from './support/agents-image.ts';
import { BoxPlace } from './support/box-place.ts';
import { CANARY, CANARY_SOURCE } from './support/canary-source.ts';
import { fillSource } from './support/source-volume.ts';

type Agent = AgentRun['agent'];

const KEY = 'sk-test-0f6b1c2d3e4f-nobody-may-see-this';
const REPORT = '# Security Review\n\nNothing.\n';
const LABELS = 'security-risk:info\n';
const PATIENCE_MS = 120_000;
const BUILD_MS = 600_000;
const AGENTS = ['claude', 'codex'] as const;
const MODELS: Readonly<Record<Agent, string>> = { claude: 'claude-sonnet-4-5', codex: 'gpt-5.5' };
const PROVIDERS: Readonly<Record<Agent, AgentRun['provider']>> = { claude: 'anthropic', codex: 'openai' };

const signal = (): AbortSignal => new AbortController().signal;
const report = (agent: Agent): readonly UpstreamStep[] => [writes(agent, 'report.md', REPORT), writes(agent, 'labels.txt', LABELS), done];

interface Reviewed {
  readonly output: AgentOutput;
  readonly upstream: ScriptedUpstream;
  readonly progress: readonly SandboxProgress[];
  /** All that went to the model. */
  readonly sent: string;
}

describeWith(['engine', 'agents'], 'when a real command line reviews in the sandbox', () => {
  const engine = connectLocalEngine();
  const upstreams: ScriptedUpstream[] = [];
  let image: AgentsImage;
  let place: BoxPlace;
  let ids: { sandboxImage: string; agentImage: string };
  let source: FetchedSource;

  beforeAll(async () => {
    image = await makeAgentsImage(engine);
    place = new BoxPlace(engine, image.extension);
    const search = { boxes: place.maker, sandboxImage: image.extension };
    ids = { sandboxImage: await place.maker.imageId(image.extension, signal()), agentImage: await findAgentImage(search, signal()) };
    source = await fillSource(place, CANARY_SOURCE);
  }, BUILD_MS);
  afterEach(async () => { for (const upstream of upstreams.splice(0)) await upstream.close(); });
  afterAll(async () => {
    await place.maker.removeVolume(source.volume);
    expect(await place.remains()).toEqual([]);
  });

  async function review(agent: Agent, script: UpstreamScript, change: Partial<AgentRun> = {}): Promise<Reviewed> {
    const upstream = await startScriptedUpstream({ script, host: hostAddress() });
    upstreams.push(upstream);
    const progress: SandboxProgress[] = [];
    const run: AgentRun = { agent, model: MODELS[agent], provider: PROVIDERS[agent], key: KEY, baseUrl: upstream.origin, prompt: 'Review it.', systemPrompt: 'You review source.', budgetTokens: 1_000_000, ...change };
    const call = { signal: signal(), timeoutMs: PATIENCE_MS, onProgress: (told: SandboxProgress) => { progress.push(told); } };
    const output = await runAgent({ boxes: place.maker, ...ids, run: place.run }, { source, run }, call);
    return { output, upstream, progress, sent: upstream.requests.map(({ text }) => text).join('\n') };
  }

  async function failure(agent: Agent, script: UpstreamScript, change: Partial<AgentRun> = {}): Promise<{ code: string; told: string }> {
    try {
      const { output } = await review(agent, script, change);
      return { code: 'none', told: JSON.stringify(output) };
    } catch (error) {
      if (isPortError(error)) return { code: error.code, told: `${error.stack ?? ''} ${JSON.stringify(error)}` };
      throw error;
    }
  }

  it('knows whether the image is there, and names the command that builds it', async () => {
    expect(await missingAgentImage({ boxes: place.maker, sandboxImage: image.extension }, signal())).toBeNull();
    expect(await missingAgentImage({ boxes: place.maker, sandboxImage: ids.agentImage }, signal())).toContain('docker build');
  });

  it.each([['claude', MODELS.claude], ['codex', MODELS.codex]] as const)('gets the report of an honest model, and obeys nothing of the repository (%s)', async (agent, model) => {
    const { output, upstream, progress, sent } = await review(agent, inOrder(...looksAround(agent), ...report(agent)), { model });
    expect(output).toMatchObject({ report: REPORT, labels: LABELS, usage: { requests: upstream.requests.length, outputTokens: 100 * upstream.requests.length } });
    expect(sent).toContain('node:child_process');
    expect(sent).toContain('You review source.');
    // Nobody told the model what stands in the repository's own files for agents, and nothing of them was run.
    expect(sent).not.toContain(CANARY);
    expect(progress.at(-1)?.usage).toEqual(output.usage);
  });

  it('serves the newer models of Codex, which are given their tools inside of the input', async () => {
    const code = 'const shown = await tools.exec_command({ cmd: "cat /source/head/src/index.js; echo hello > /tmp/work/report.md" }); text(JSON.stringify(shown));';
    const { output, sent } = await review('codex', inOrder(runsCode(code), done), { model: 'gpt-6-sol' });
    expect(sent).toContain('"additional_tools"');
    expect(sent).toContain('"custom_tool_call_output"');
    expect(sent).toContain('node:child_process');
    expect(output.report).toBe('hello\n');
  });

  it.each(AGENTS)('lets a hijacked model reach nothing (%s)', async (agent) => {
    const files = ['/proc/self/environ', '/proc/1/environ', '/etc/shadow', '/run/inference/proxy.sock', '/var/run/docker.sock', '/data/settings.json'];
    const inside = agent === 'claude' ? [] : [
      shell('ls /tmp/work /run/inference; cat /proc/*/environ /proc/*/cmdline 2>/dev/null'),
      shell(`node -e 'net.connect(1, "${hostAddress()}").on("error", (e) => console.log("net", e.code))'`),
      shell(`node -e 'dns.lookup("attacker.example", (e) => console.log("dns", e.code))'`),
      shell('echo x > /source/head/README.md; echo x > /run/inference/x; echo x > /backend/x; ln -sf /etc /run/inference/link'),
    ];
    const { output, sent } = await review(agent, inOrder(...forbiddenTools(agent), ...files.map((file) => reads(agent, file)), ...inside, ...report(agent)));
    expect(output.report).toBe(REPORT);
    expect(sent).not.toContain(KEY);
    expect(sent).not.toContain(CANARY);
    expect(sent).not.toMatch(/uid=[0-9]+\(|root:[x*]:/);
    if (agent === 'codex') {
      expect(sent).toMatch(/net E(NETUNREACH|HOSTUNREACH|CONNREFUSED)/);
      expect(sent).toMatch(/dns E(AI_AGAIN|NOTFOUND)/);
      expect(sent.match(/Read-only file system|EROFS|cannot create/g)?.length).toBeGreaterThanOrEqual(3);
    }
  });

  const traps: readonly (readonly [string, string])[] = [
    ['a link', 'ln -s /etc/passwd /tmp/work/report.md'],
    ['a second name', 'echo x > /tmp/work/other; ln /tmp/work/other /tmp/work/report.md'],
    ['a terabyte of nothing', 'truncate -s 1T /tmp/work/report.md'],
    ['no text', `printf '\\377\\376' > /tmp/work/report.md`],
    ['a folder that leads elsewhere', `node -e 'fs.renameSync("/tmp/work", "/tmp/real"); fs.writeFileSync("/tmp/real/report.md", "x"); fs.symlinkSync("real", "/tmp/work")'`],
  ];
  it.each(traps)('takes no report that is %s', async (_name, command) => {
    expect(await failure('codex', inOrder(shell(command), done))).toMatchObject({ code: 'agent_failed' });
  });

  it('leaves nothing running that the agent left behind', async () => {
    const { output } = await review('codex', inOrder(shell('(setsid sleep 1000 &) ; (sleep 1000 >&2 &)'), ...report('codex')));
    expect(output.labels).toBe(LABELS);
  });

  it.each(AGENTS)('takes an end without a report for what it is (%s)', async (agent) => {
    const { output } = await review(agent, inOrder(done));
    expect(output).toMatchObject({ report: '', labels: '' });
  });

  it.each(AGENTS)('says that the key was refused, and nothing of the key (%s)', async (agent) => {
    const { code, told } = await failure(agent, inOrder({ kind: 'status', status: 401, type: 'authentication_error' }));
    expect(code).toBe('inference_unauthorized');
    expect(told).not.toContain(KEY);
  });

  it.each(AGENTS)('ends at the budget (%s)', async (agent) => {
    expect(await failure(agent, inOrder(reads(agent, '/source/head/README.md')), { budgetTokens: 7_000 })).toMatchObject({ code: 'budget_exhausted' });
  });

  it.each(AGENTS)('shows the key to nobody who looks at the engine or the machine (%s)', async (agent) => {
    const seen: string[] = [];
    const look = async (): Promise<void> => {
      const running = (await engine.docker('ps', '--quiet', '--filter', `label=${BOX_LABELS.run}=${place.run}`)).split('\n').filter((id) => id !== '');
      for (const id of running) {
        seen.push(await engine.docker('inspect', id));
        // Logs are not kept at all: the engine has none to show.
        seen.push(await engine.docker('logs', id).catch(() => ''));
        seen.push(await engine.docker('exec', id, 'sh', '-c', 'cat /proc/[0-9]*/environ /proc/[0-9]*/cmdline 2>/dev/null; cat /run/inference/* /tmp/* 2>/dev/null').catch(() => ''));
      }
      expect(running.length).toBe(2);
    };
    const looks: Promise<void>[] = [];
    const steps = inOrder(reads(agent, '/source/head/README.md'), { kind: 'hang' });
    const controller = new AbortController();
    const upstream = await startScriptedUpstream({ host: hostAddress(), script: (turn, request) => {
      if (turn === 1) looks.push(look().finally(() => { controller.abort(); }));
      return steps(turn, request);
    } });
    upstreams.push(upstream);
    const run: AgentRun = { agent, model: MODELS[agent], provider: PROVIDERS[agent], key: KEY, baseUrl: upstream.origin, prompt: 'Review it.', systemPrompt: 'You review source.', budgetTokens: 1_000_000 };
    await expect(runAgent({ boxes: place.maker, ...ids, run: place.run }, { source, run }, { signal: controller.signal, timeoutMs: PATIENCE_MS })).rejects.toMatchObject({ code: 'cancelled' });
    await Promise.all(looks);
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.join('\n')).not.toContain(KEY);
    expect(await place.remains()).toEqual([source.volume]);
  });
});
