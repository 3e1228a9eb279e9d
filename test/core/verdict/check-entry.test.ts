import { describe, expect, it } from 'vitest';
import { checkEntry } from '../../../backend/core/verdict/check-entry.ts';
import { verifiedFacts } from '../../fixtures/facts.ts';

describe('when the entry is looked up', () => {
  it('passes for the server whose image it is', () => {
    expect(checkEntry(verifiedFacts())).toEqual({
      id: 'entry', state: 'passed', code: null, values: { repository: 'docker.io/mcp/fetch', server: 'fetch', title: 'Fetch (Reference)' },
    });
  });

  it('is not reached without a catalog', () => {
    const catalogGap = { known: false, code: 'catalog_loading', detail: '' } as const;
    expect(checkEntry(verifiedFacts({ catalogGap }))).toMatchObject({ state: 'unknown', code: 'not_reached' });
  });

  it('is unknown where the entry cannot be read', () => {
    const entry = { known: false, code: 'catalog_unavailable', detail: 'server.yaml: line 3' } as const;
    expect(checkEntry(verifiedFacts({ catalog: { entry } }))).toMatchObject({ state: 'unknown', code: 'entry_unreadable', values: { detail: 'server.yaml: line 3' } });
  });

  it('does not apply where no server has this image', () => {
    const entry = { known: true, value: null } as const;
    expect(checkEntry(verifiedFacts({ catalog: { entry, history: null } }))).toMatchObject({ state: 'notApplicable', code: 'not_in_catalog' });
  });

  it('does not apply where the server is listed with another image by now', () => {
    expect(checkEntry(verifiedFacts({ catalog: { entry: { known: true, value: null } } }))).toMatchObject({ state: 'notApplicable', code: 'not_in_catalog' });
  });

  it('tells of a server that was removed', () => {
    const facts = verifiedFacts({ catalog: { entry: { known: true, value: null }, history: { server: 'fetch', intervals: [], removedAt: '2026-05-05T00:00:00Z' } } });
    expect(checkEntry(facts)).toMatchObject({ state: 'passed', code: 'entry_removed', values: { server: 'fetch', 'removed at': '2026-05-05T00:00:00Z' } });
  });
});
