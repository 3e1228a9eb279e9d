import { describe, expect, it } from 'vitest';
import { reviewRequestSchema } from '../../../../backend/contract/review.ts';
import { decideReadiness } from '../../../../ui/src/features/reviews/dialog/readiness.ts';
import { largestCost } from '../../../../ui/src/features/reviews/dialog/largest-cost.ts';
import { leavesTo } from '../../../../ui/src/features/reviews/dialog/leaves-to.ts';
import { firstDraft, modelOf, toRequest } from '../../../../ui/src/features/reviews/dialog/review-draft.ts';
import type { ReviewDraft } from '../../../../ui/src/features/reviews/dialog/draft-types.ts';
import { modelSettingsOf, optionsOf, optionsWithModel } from '../../support/wire-reviews.ts';
import { commitOf } from '../../support/wire-verification.ts';

const FULL = { mode: 'full', base: null } as const;
const OPTIONS = optionsWithModel();
const OPTION = OPTIONS.agents[1];
if (OPTION === undefined) throw new Error('the options have a model');
const DRAFT = firstDraft(OPTIONS, FULL);

describe('when the dialog opens', () => {
  it('proposes a model where one is ready, else the rules', () => {
    expect([DRAFT.agent, firstDraft(optionsOf(), FULL).agent]).toEqual(['builtin', 'static']);
  });

  it.each([
    ['the base that was asked for', commitOf('780e3f1'), ['differential', commitOf('780e3f1')]],
    ['the proposed one', null, ['differential', commitOf('5d6e7f8')]],
    ['the proposed one where the asked one is not offered', commitOf('dead'), ['differential', commitOf('5d6e7f8')]],
  ])('compares with %s', (_reason, base, expected) => {
    const { mode, base: chosen } = firstDraft(optionsOf(), { mode: 'differential', base });
    expect([mode, chosen]).toEqual(expected);
  });

  it('reads everything where there is nothing to compare with', () => {
    expect(firstDraft(optionsOf({ bases: [] }), { mode: 'differential', base: null }).mode).toBe('full');
  });
});

describe('when source text may leave the machine', () => {
  const local = (localUrl: string): string | null => leavesTo({ ...DRAFT, provider: 'local' }, OPTION, modelSettingsOf({ localUrl }));

  it.each([
    ['rules alone', { ...DRAFT, agent: 'static' }, null],
    ['the configured model', DRAFT, 'api.anthropic.com'],
    ['another provider', { ...DRAFT, provider: 'openai' }, 'api.openai.com'],
  ] as const)('says where it goes with %s', (_reason, draft, host) => {
    expect(leavesTo(draft, OPTION, modelSettingsOf())).toBe(host);
  });

  it.each([
    ['http://localhost:12434/engines/v1', null],
    ['http://model-runner.docker.internal/engines/v1', null],
    ['http://[::1]:8080', null],
    ['http://10.0.0.7:11434/v1', '10.0.0.7'],
    ['https://localhost.evil.example/v1', 'localhost.evil.example'],
    ['http://localhost@evil.example/v1', 'evil.example'],
  ])('takes a local endpoint at its host: %s', (address, host) => {
    expect(local(address)).toBe(host);
  });

  it('never says that nothing leaves for an address that it cannot read', () => {
    expect(local('nonsense')).not.toBeNull();
    expect(leavesTo({ ...DRAFT, provider: 'local' }, OPTION, null)).not.toBeNull();
  });
});

describe('when a review costs', () => {
  it.each([
    ['the budget at the higher price', DRAFT, 6],
    ['nothing known for another model', { ...DRAFT, model: 'other' }, null],
    ['nothing known for another provider', { ...DRAFT, provider: 'openai' }, null],
    ['nothing known for a budget that is no number', { ...DRAFT, budget: 'x' }, null],
  ] as const)('is %s', (_reason, draft, cost) => {
    expect(largestCost(draft, OPTION)).toBe(cost);
  });
});

describe('when a review is to start', () => {
  const claude = { ...DRAFT, ...modelOf(OPTIONS.agents[2]) };
  const keys = modelSettingsOf({ keys: { anthropic: 'stored', openai: 'none' } });

  it.each([
    ['all is there', DRAFT, 'ready'],
    ['it is the rules', { ...DRAFT, agent: 'static', model: '' }, 'ready'],
    ['the model is local', { ...DRAFT, provider: 'local' }, 'ready'],
    ['the model is missing', { ...DRAFT, model: ' ' }, 'notReady'],
    ['the key is missing', { ...DRAFT, provider: 'openai' }, 'notReady'],
    ['the image is missing', claude, 'notReady'],
    ['the budget is too small', { ...DRAFT, budget: '10' }, 'notReady'],
    ['the budget is no number', { ...DRAFT, budget: '1e' }, 'notReady'],
    ['the time limit is too long', { ...DRAFT, timeLimit: '121' }, 'notReady'],
    ['the agent is not offered', { ...DRAFT, agent: 'codex' }, 'notReady'],
  ] as const satisfies readonly (readonly [string, ReviewDraft, string])[])('decides where %s', (_reason, draft, kind) => {
    expect(decideReadiness(draft, OPTIONS, keys).kind).toBe(kind);
  });

  it('does not start without a sandbox', () => {
    expect(decideReadiness(DRAFT, { ...OPTIONS, sandboxError: { code: 'sandbox_failed', message: '', hint: '' } }, keys).kind).toBe('notReady');
  });

  it.each([[DRAFT], [{ ...DRAFT, agent: 'static', mode: 'differential' }], [claude]] as const)('sends what the contract allows', (draft) => {
    expect(() => reviewRequestSchema.parse(toRequest(draft, { kind: 'server', name: 'postgres' }))).not.toThrow();
  });

  it('names no model where none reads', () => {
    expect(toRequest({ ...DRAFT, agent: 'static' }, { kind: 'server', name: 'postgres' })).toMatchObject({ base: null, provider: null, model: null, timeoutSeconds: 900 });
  });
});
