import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { FakeBackend } from '../support/fake-backend.ts';
import { renderPanel } from '../support/render-panel.tsx';
import { statusOf } from '../support/wire-answers.ts';
import { commitOf, NEW_KEY_FINGERPRINT } from '../support/wire-verification.ts';
import { NEW_KEY } from '../support/wire-rows.ts';

const findRow = (name: string | RegExp): Promise<HTMLElement> => screen.findByRole('row', { name });

describe('when a person must decide', () => {
  it('shows both keys, and trusts the new one only after it was compared', async () => {
    const backend = new FakeBackend();
    backend.rows = [NEW_KEY];
    const user = renderPanel(backend);
    await user.click(await screen.findByRole('button', { name: 'Compare keys…' }));
    const dialog = await screen.findByRole('dialog', { name: 'A new signing key was published' });
    const trust = within(dialog).getByRole('button', { name: 'Trust the new key' });
    expect([within(dialog).getByText(NEW_KEY_FINGERPRINT), trust.hasAttribute('disabled')]).toEqual([expect.anything(), true]);
    await user.click(within(dialog).getByRole('checkbox'));
    await user.click(trust);
    await findRow(/Verified: Duckduckgo/);
    expect(backend.settings.keys.find((key) => key.fingerprint === NEW_KEY_FINGERPRINT)?.origin).toBe('accepted');
  });

  it('keeps the old catalog unless the new history is accepted', async () => {
    const backend = new FakeBackend();
    backend.status = statusOf({ catalog: { state: 'rewritten', pendingHead: commitOf('deadbee') } });
    const user = renderPanel(backend);
    await user.click(await screen.findByRole('button', { name: /^Review…/ }));
    await user.click(await screen.findByRole('button', { name: 'Keep the old one' }));
    expect(backend.status.catalog.state).toBe('rewritten');
    await user.click(await screen.findByRole('button', { name: /^Review…/ }));
    await user.click(await screen.findByRole('button', { name: 'Accept the new history' }));
    await waitFor(() => { expect(backend.status.catalog.head).toBe(commitOf('deadbee')); });
  });
});

describe('when the panel itself is faulty', () => {
  it('says so instead of going blank', async () => {
    const backend = new FakeBackend();
    backend.transport = () => { throw new Error('window.ddClient is missing'); };
    renderPanel(backend);
    await screen.findByText('The panel stopped');
  });
});
