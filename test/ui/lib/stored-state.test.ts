import { beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { readStored, writeStored } from '../../../ui/src/lib/stored-state.ts';

const schema = z.object({ page: z.enum(['images', 'settings']) });

describe('when state is kept', () => {
  beforeEach(() => { localStorage.clear(); });

  it('is the same on return', () => {
    writeStored('panel', { page: 'settings' });
    expect(readStored('panel', schema)).toEqual({ page: 'settings' });
  });

  it.each([
    ['nothing was kept', null],
    ['it is not JSON', '{'],
    ['an older version kept another shape', '{"page":"servers"}'],
  ])('starts anew where %s', (_reason, text) => {
    if (text !== null) localStorage.setItem('mcp-trust.panel', text);
    expect(readStored('panel', schema)).toBeNull();
  });

  it('goes on without storing where the storage is full', () => {
    const full = vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => { throw new DOMException('full', 'QuotaExceededError'); });
    expect(() => { writeStored('panel', { page: 'images' }); }).not.toThrow();
    full.mockRestore();
  });
});
