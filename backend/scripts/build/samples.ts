import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);
const LIMIT_MS = 120_000;

/** Makes the sample world with its own script. */
export async function makeSamples(root: string, outputFolder: string): Promise<void> {
  const script = join(root, 'backend/samples/make-samples.ts');
  if (!existsSync(script)) return;
  await execute(process.execPath, [script, outputFolder], { cwd: root, timeout: LIMIT_MS });
}
