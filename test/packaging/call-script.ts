import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);
export const scripts = join(import.meta.dirname, '../../backend/scripts');

/** Calls an exported function of a plain script in a process of its own; answers what it returned, as JSON carries it. */
export async function callScript(script: string, name: string, ...args: readonly unknown[]): Promise<unknown> {
  const code = `import { ${name} as call } from ${JSON.stringify(new URL(script, `file://${scripts}/`).href)}; console.log(JSON.stringify((await call(...${JSON.stringify(args)})) ?? null));`;
  const { stdout } = await execute(process.execPath, ['--input-type=module', '--eval', code], { timeout: 30_000 });
  return JSON.parse(stdout);
}
