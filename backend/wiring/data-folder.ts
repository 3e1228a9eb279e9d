import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * Where facts, the catalog's clone and settings are kept: `MCP_TRUST_DATA`, else the platform's own place for a
 * person's application data (XDG Base Directory Specification on Linux).
 */
export function defaultDataFolder(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  const { MCP_TRUST_DATA: chosen, LOCALAPPDATA: local, XDG_DATA_HOME: xdg } = env;
  if (chosen !== undefined && chosen !== '') return chosen;
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'mcp-trust');
  if (platform === 'win32') return join(local ?? join(homedir(), 'AppData', 'Local'), 'mcp-trust');
  return join(xdg !== undefined && xdg.startsWith('/') ? xdg : join(homedir(), '.local', 'share'), 'mcp-trust');
}

/** Every world has a folder of its own, so that nothing of the samples is ever met in the real one. */
export function worldFolder(dataFolder: string, kind: 'real' | 'sample'): string {
  return kind === 'real' ? dataFolder : join(dataFolder, 'samples');
}
