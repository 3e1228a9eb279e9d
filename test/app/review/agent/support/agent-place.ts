import { Agent } from 'undici';
import { createInference } from '../../../../../backend/adapters/inference/create-inference.ts';
import { createToolBox } from '../../../../../backend/adapters/sandbox/open-tool-box.ts';
import { runBuiltinAgent, type BuiltinAgentResult, type BuiltinAgentRun } from '../../../../../backend/app/review/agent/run-builtin-agent.ts';
import type { Provider } from '../../../../../backend/core/review/model-endpoint.ts';
import { reportTemplate } from '../../../../../backend/core/review/report-template.ts';
import type { RiskLevel } from '../../../../../backend/core/review/risk.ts';
import type { ReviewScope } from '../../../../../backend/core/review/scope.ts';
import type { SandboxProgress } from '../../../../../backend/ports/sandbox.ts';
import { openStreamBox } from '../../../../adapters/sandbox/support/stream-box.ts';
import { makeTrees, type TestTrees } from '../../../../sandboxed/tool-box/support/trees.ts';
import { startScriptedUpstream, type ScriptedUpstream } from '../../../../support/scripted-upstream.ts';
import type { UpstreamScript } from '../../../../support/upstream/upstream-step.ts';

export const SCOPE: ReviewScope = {
  mode: 'full', project: 'https://github.com/example/server', head: 'a'.repeat(40), base: null, directory: null, commits: [], isBaseAncestor: null, changedFiles: [],
};
export const CHANGE: ReviewScope = { ...SCOPE, mode: 'differential', base: 'b'.repeat(40), isBaseAncestor: true, changedFiles: [{ path: 'index.js', change: 'modified' }] };

/** A report in the form that was given, without findings. */
export function filledReport(level: RiskLevel, scope: ReviewScope = SCOPE): { readonly report: string; readonly labels: string } {
  const report = reportTemplate(scope)
    .replace(/\*\*Overall Risk Level:\*\* <.*>/, `**Overall Risk Level:** ${level}`)
    .replace(/## Detailed Findings[\s\S]*?\n## Defense/, '## Detailed Findings\n\nNone\n\n## Defense')
    .replace('security-risk:<the overall risk level>', `security-risk:${level}`)
    .replace(/^- security-blocked <.*>\n/m, '')
    .replace(/^<.*>$/gm, 'None');
  return { report, labels: `security-risk:${level}\n` };
}

export interface AgentPlace {
  readonly trees: TestTrees;
  readonly upstream: ScriptedUpstream;
  readonly steps: SandboxProgress[];
  run(more?: Partial<BuiltinAgentRun>): Promise<BuiltinAgentResult>;
  close(): Promise<void>;
}

/** The loop over the real tool box and the real adapter, and a model that plays a script. */
export async function openAgentPlace(script: UpstreamScript, provider: Provider = 'anthropic'): Promise<AgentPlace> {
  const trees = makeTrees();
  trees.write('head/README.md', '# A server\n');
  trees.write('head/index.js', 'import { exec } from "node:child_process";\n');
  trees.write('base/index.js', '\n');
  const upstream = await startScriptedUpstream({ script });
  const dispatcher = new Agent();
  const inference = createInference({ provider, model: 'model-1', key: 'key', baseUrl: upstream.origin, dispatcher, clock: () => 0, sleep: () => Promise.resolve() });
  const toolBox = createToolBox(openStreamBox(trees));
  const steps: SandboxProgress[] = [];
  const defaults: BuiltinAgentRun = {
    inference, toolBox, scope: SCOPE, staticFindings: [], context: { server: 'example', title: 'Example', description: 'A server.', allowedHosts: [], otherServers: [] },
    budget: { tokens: 500_000, turns: 30 }, signal: new AbortController().signal, onProgress: (progress) => { steps.push(progress); },
  };
  return {
    trees,
    upstream,
    steps,
    run: (more = {}) => runBuiltinAgent({ ...defaults, ...more }),
    close: async () => {
      await toolBox.close();
      await upstream.close();
      await dispatcher.close();
      trees.remove();
    },
  };
}
