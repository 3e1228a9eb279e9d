import type { BoxKind, BoxPlan } from '../../../../backend/adapters/sandbox/box.ts';

export const BOX_KINDS: readonly BoxKind[] = ['fetch', 'analysis', 'toolBox', 'agent', 'proxy'];
export const SURROUNDINGS = { network: 'none', labels: { 'mcp-trust.run': 'run-1' } };

/** A plan as the programs' openers make it. */
export function boxPlan(changes: Partial<BoxPlan> = {}): BoxPlan {
  const mounts = [{ volume: 'source-1', target: '/source', isReadOnly: true }];
  return { kind: 'analysis', run: 'run-1', image: `sha256:${'a'.repeat(64)}`, command: ['analyse'], environment: { MODE: 'x' }, mounts, ...changes };
}
