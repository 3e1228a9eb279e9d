import { describe, expect, it } from 'vitest';
import { BOX_LABELS } from '../../../backend/adapters/sandbox/box-labels.ts';
import { currentOwner, isRunning } from '../../../backend/adapters/sandbox/current-owner.ts';
import { isLeftover } from '../../../backend/adapters/sandbox/is-leftover.ts';
import { formatOwner, judgeOwner, parseOwner, type Owner } from '../../../backend/adapters/sandbox/owner.ts';

const NOW = Date.parse('2026-03-01T12:00:00Z');
const SELF: Owner = { host: 'laptop', boot: '0a1b-2c', namespace: '4026531836', pid: 100, startedAt: '5000' };
const IN_CONTAINER: Owner = { ...SELF, host: 'a1b2c3d4e5f6', pid: 1 };

describe('when the life of an owner is judged', () => {
  it.each<[string, Owner, Owner, boolean, string]>([
    ['a process that runs', SELF, SELF, true, 'alive'],
    ['a process that ended', SELF, SELF, false, 'dead'],
    ['another machine', { ...SELF, host: 'desktop' }, SELF, false, 'unknown'],
    ['the same machine before it was started anew', { ...SELF, boot: 'ffff' }, SELF, true, 'dead'],
    ['another space of process ids on this machine', { ...SELF, namespace: '4026532999' }, SELF, false, 'unknown'],
    ['the same container before it was started anew', { ...IN_CONTAINER, namespace: '4026532999' }, IN_CONTAINER, true, 'dead'],
    ['another container', { ...IN_CONTAINER, host: 'ffffffffffff' }, IN_CONTAINER, true, 'unknown'],
  ])('%s', (_name, owner, self, runs, life) => {
    expect(judgeOwner(owner, self, () => runs)).toBe(life);
  });

  it('knows this process, and not another with its id', () => {
    const self = currentOwner();
    expect(parseOwner(formatOwner(self))).toEqual(self);
    expect(isRunning(self)).toBe(true);
    expect(isRunning({ ...self, startedAt: '' })).toBe(true);
    expect(isRunning({ ...self, pid: 0x3fffff })).toBe(false);
    if (process.platform === 'linux') expect(isRunning({ ...self, startedAt: '1' })).toBe(false);
  });

  it.each(['', 'x', 'a/b/c', 'host/boot!/1/1/1', '/b/1/1/1', 'host/0/1/x/1', 'host/0/1/1/1/1', `${'h'.repeat(300)}/0/1/1/1`])('takes %j for no owner', (text) => {
    expect(parseOwner(text)).toBeNull();
  });
});

describe('when it is asked whether an object is left over', () => {
  const labels = { [BOX_LABELS.product]: '1', [BOX_LABELS.owner]: formatOwner(SELF), [BOX_LABELS.expires]: '2026-03-01T13:00:00Z' };
  const over = { [BOX_LABELS.expires]: '2026-03-01T11:00:00Z' };
  it.each<[string, Record<string, string>, 'alive' | 'dead' | 'unknown', boolean]>([
    ['of a living process', labels, 'alive', false],
    ['of a living process whose time is over', { ...labels, ...over }, 'alive', false],
    ['of a process that ended', labels, 'dead', true],
    ['of somebody unknown, in time', labels, 'unknown', false],
    ['of somebody unknown, out of time', { ...labels, ...over }, 'unknown', true],
    ['without an owner, out of time', { ...labels, ...over, [BOX_LABELS.owner]: 'nonsense' }, 'alive', true],
    ['without an owner, in time', { ...labels, [BOX_LABELS.owner]: 'nonsense' }, 'dead', false],
    ['without a readable time', { ...labels, [BOX_LABELS.expires]: 'nonsense' }, 'unknown', false],
    ['that is kept as a cache', { ...labels, [BOX_LABELS.cache]: 'source' }, 'dead', false],
    ['of another product', { [BOX_LABELS.owner]: formatOwner(SELF) }, 'dead', false],
  ])('%s', (_name, given, life, isLeft) => {
    expect(isLeftover({ labels: given, judge: () => life, now: NOW })).toBe(isLeft);
  });
});
