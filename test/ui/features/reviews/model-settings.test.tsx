import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { draftErrors, toDraft, toModelRequest } from '../../../../ui/src/features/reviews/model-settings/model-draft.ts';
import { modelSettingsRequestSchema } from '../../../../backend/contract/review.ts';
import { FakeBackend } from '../../support/fake-backend.ts';
import { renderPanel } from '../../support/render-panel.tsx';
import { modelSettingsOf } from '../../support/wire-reviews.ts';

const SECRET = 'sk-test-1234567890';
const DRAFT = toDraft(modelSettingsOf());

async function openSection(backend: FakeBackend): Promise<{ readonly user: ReturnType<typeof renderPanel>; readonly section: HTMLElement }> {
  const user = renderPanel(backend);
  await user.click(await screen.findByRole('button', { name: 'Settings' }));
  return { user, section: await screen.findByRole('region', { name: 'Reviews' }) };
}

describe('when the settings of reviews are typed', () => {
  it.each([
    ['the defaults', {}, []],
    ['a provider without a model', { provider: 'openai' }, ['model']],
    ['an endpoint that is no address', { localUrl: 'nonsense' }, ['localUrl']],
    ['an endpoint with a password', { localUrl: 'http://a:b@localhost' }, ['localUrl']],
    ['an endpoint of another kind', { localUrl: 'file:///etc/passwd' }, ['localUrl']],
    ['a broken budget', { budget: '1.5' }, ['budget']],
    ['no time', { timeLimit: '' }, ['timeLimit']],
  ] as const)('judges %s', (_reason, change, fields) => {
    expect(Object.keys(draftErrors({ ...DRAFT, ...change }))).toEqual(fields);
  });

  it('sends what the contract allows', () => {
    expect(modelSettingsRequestSchema.parse(toModelRequest({ ...DRAFT, provider: 'local', model: ' ai/qwen ' }))).toMatchObject({ provider: 'local', model: 'ai/qwen', timeoutSeconds: 900 });
  });
});

describe('when a key is typed', () => {
  it('is handed over once, and never shown again', async () => {
    const backend = new FakeBackend();
    const { user, section } = await openSection(backend);
    const field = await within(section).findByLabelText<HTMLInputElement>('Key for OpenAI', { selector: 'input' });
    expect(field.type).toBe('password');
    await user.type(field, SECRET);
    await user.click(within(section).getByRole('button', { name: /^Set the key for OpenAI/ }));
    await within(section).findByText('A key is kept in memory until the backend stops.');
    expect([backend.reviews.keys.get('openai'), field.value, JSON.stringify(localStorage).includes(SECRET)]).toEqual([{ key: SECRET, keep: 'memory' }, '', false]);
    await user.click(within(section).getByRole('button', { name: /^Forget the key for OpenAI/ }));
    await waitFor(() => { expect(backend.reviews.keys.size).toBe(0); });
  });

  it('is stored only on request', async () => {
    const backend = new FakeBackend();
    const { user, section } = await openSection(backend);
    const group = within(await within(section).findByRole('group', { name: 'Key for Anthropic' }));
    await user.type(group.getByLabelText('Key for Anthropic', { selector: 'input' }), SECRET);
    await user.click(group.getByRole('checkbox', { name: 'Keep after a restart' }));
    await user.click(group.getByRole('button', { name: /^Set the key/ }));
    await waitFor(() => { expect(backend.reviews.keys.get('anthropic')).toEqual({ key: SECRET, keep: 'stored' }); });
  });

  it('cannot be changed where the environment sets it', async () => {
    const backend = new FakeBackend();
    backend.reviews.settings = modelSettingsOf({ keys: { anthropic: 'environment', openai: 'none' } });
    const { section } = await openSection(backend);
    await within(section).findByText(/set in the environment/);
    expect(within(section).queryByLabelText('Key for Anthropic', { selector: 'input' })).toBeNull();
  });
});

describe('when sources are kept', () => {
  it('empties them on request', async () => {
    const { user, section } = await openSection(new FakeBackend());
    await within(section).findByText('3 fetched sources kept for further reviews (48 MB).');
    await user.click(within(section).getByRole('button', { name: 'Empty cache' }));
    await within(section).findByText('No fetched source is kept.');
  });
});
