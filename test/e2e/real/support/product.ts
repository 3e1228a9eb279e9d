import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** What the build left: `backend`, `ui` and `samples`, as they go into the extension image. `npm test` builds before it tests. */
export const PRODUCT = process.env['MCP_TRUST_DIST'] ?? join(import.meta.dirname, '../../../../dist');

export const PANEL = join(PRODUCT, 'ui');

/** The path of a built file; throws where nothing was built. */
export function builtFile(path: string): string {
  const file = join(PRODUCT, path);
  if (!existsSync(file)) throw new Error(`${file} was not built: npm run build`);
  return file;
}
