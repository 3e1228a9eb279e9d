import { BOX_LABELS } from '../../../../backend/adapters/sandbox/box-labels.ts';
import type { BoxMaker, BoxVolume } from '../../../../backend/adapters/sandbox/box.ts';
import { toOwnLabels } from '../../../../backend/adapters/sandbox/ownership.ts';
import { CodedError } from '../../../../backend/core/coded-error.ts';

/** An engine's volumes in memory: labels never change, and what a container holds is not removed. */
export class FakeVolumes {
  readonly volumes = new Map<string, BoxVolume>();
  readonly held = new Set<string>();

  get maker(): BoxMaker {
    const none = (): never => { throw new Error('only volumes here'); };
    return {
      open: none, createSocketVolume: none, fillVolume: none, imageId: none, removeLeftovers: none,
      createVolume: (name, labels) => {
        this.volumes.set(name, { name, createdAt: '2026-01-01T00:00:00Z', labels: { ...toOwnLabels('', 0), ...labels } });
        return Promise.resolve();
      },
      listVolumes: (label) => {
        const [name = '', value = ''] = label.split('=');
        return Promise.resolve([...this.volumes.values()].filter(({ labels }) => labels[name] === value));
      },
      removeVolume: (name) => {
        if (this.held.has(name)) return Promise.reject(new CodedError('sandbox_failed', 'in use'));
        this.volumes.delete(name);
        return Promise.resolve();
      },
    };
  }

  /** As if another process, which is gone, had made everything. */
  orphan(): void {
    for (const [name, volume] of this.volumes) this.volumes.set(name, { ...volume, labels: { ...volume.labels, [BOX_LABELS.owner]: 'nobody', [BOX_LABELS.expires]: '2020-01-01T00:00:00.000Z' } });
  }
}
