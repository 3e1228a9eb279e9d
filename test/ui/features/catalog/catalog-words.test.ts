import { describe, expect, it } from 'vitest';
import { catalogWords } from '../../../../ui/src/features/catalog/catalog-words.ts';
import { statusOf } from '../../support/wire-answers.ts';
import { NOW } from '../../support/wire-verification.ts';

describe('when the freshness of the catalog is told', () => {
  it.each([
    ['ready', {}, 'calm', 'Refresh', '328 servers, synced 12 min ago'],
    ['loading', { phase: 'receiving objects', percent: 44.6 }, 'busy', null, 'receiving objects 45 %'],
    ['loading', {}, 'busy', null, 'loading'],
    ['stale', {}, 'warning', 'Retry', '328 servers, synced 12 min ago; the last refresh failed'],
    ['failed', { fetchedAt: null }, 'warning', 'Retry', 'could not be loaded'],
    ['absent', { fetchedAt: null }, 'warning', 'Retry', 'not loaded yet'],
    ['rewritten', {}, 'warning', 'Review…', 'its history was rewritten'],
  ] as const)('%s has its words and its way out', (state, change, severity, action, text) => {
    expect(catalogWords(statusOf({ catalog: { state, ...change } }).catalog, NOW)).toEqual({ severity, action, text });
  });
});
