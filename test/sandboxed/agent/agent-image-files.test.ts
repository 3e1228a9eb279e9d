import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { agentProgram } from '../../../backend/sandboxed/agent/agent-packages.ts';
import { printImageFile } from '../../../backend/sandboxed/agent/print-image-file.ts';

function print(name: string): string {
  let text = '';
  expect(printImageFile(['--print', name], (part) => { text += part; })).toBe(0);
  return text;
}

const lockSchema = z.object({ packages: z.record(z.string(), z.strictObject({ version: z.string(), name: z.string().optional(), optional: z.boolean().optional(), os: z.unknown().optional(), cpu: z.unknown().optional(), optionalDependencies: z.unknown().optional(), integrity: z.string().optional() })) });

describe('when the optional image is built', () => {
  it('pins every package by a hash and names no address', () => {
    const { '': root, ...packages } = lockSchema.parse(JSON.parse(print('package-lock.json'))).packages;
    expect(root).toBeDefined();
    expect(Object.keys(packages)).toHaveLength(4);
    for (const { integrity } of Object.values(packages)) expect(Buffer.from(/^sha512-(.+)$/.exec(integrity ?? '')?.[1] ?? '', 'base64')).toHaveLength(64);
    expect(JSON.parse(print('package.json'))).toMatchObject({ optionalDependencies: Object.fromEntries(Object.entries(packages).map(([path]) => [path.slice('node_modules/'.length), expect.any(String) as unknown])) });
  });

  it('runs no script of a package, and looks at the end whether both are there', () => {
    const file = print('Dockerfile');
    expect(file).toContain('npm ci --ignore-scripts');
    expect(file).toContain('agent --check');
    expect(file).not.toMatch(/https?:/);
  });

  it.each([['--print'], ['--print', 'toString'], ['--print', '/etc/passwd'], ['--other']])('knows nothing else (%s)', (...args) => {
    expect(printImageFile(args, () => undefined)).toBe(2);
  });

  it('knows the programs of the processors that they are published for', () => {
    expect(agentProgram('claude', 'x64')).toBe('/opt/agents/node_modules/@anthropic-ai/claude-code-linux-x64/claude');
    expect(agentProgram('codex', 'arm64')).toContain('aarch64');
    expect(agentProgram('codex', 's390x')).toBeNull();
  });
});
