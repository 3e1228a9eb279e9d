import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const FOLDERS = ['backend', 'ui/src', 'test'];

/** Megabytes of ordinary TypeScript that are always there: the source of this product, copied. */
export async function copyOwnSource(folder: string): Promise<string> {
  const target = join(folder, 'own-source');
  for (const part of FOLDERS) await cp(join(ROOT, part), join(target, part), { recursive: true, filter: (path) => !path.includes('node_modules') });
  return target;
}

/** A small server with something to find in the file that is looked at first. */
export async function writeSmallServer(folder: string): Promise<string> {
  const target = join(folder, 'small-server');
  await mkdir(target);
  await writeFile(join(target, 'index.ts'), "import { exec } from 'node:child_process';\nserver.tool('run', { command: z.string() }, async ({ command }) => exec(command));\n");
  await writeFile(join(target, 'package.json'), '{"name":"small-server","version":"1.0.0","main":"index.ts"}\n');
  return target;
}
