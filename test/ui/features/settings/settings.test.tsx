import { screen, waitFor, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { FakeBackend } from '../../support/fake-backend.ts';
import { renderPanel } from '../../support/render-panel.tsx';
import { settingsAnswerOf } from '../../support/wire-answers.ts';

async function openSettings(backend: FakeBackend): Promise<UserEvent> {
  const user = renderPanel(backend);
  await user.click(await screen.findByRole('button', { name: 'Settings' }));
  await screen.findByRole('region', { name: 'Catalog' });
  return user;
}

const section = (name: string) => within(screen.getByRole('region', { name }));

describe('when settings are changed', () => {
  it('saves one section and leaves the others', async () => {
    const backend = new FakeBackend();
    const user = await openSettings(backend);
    const branch = section('Catalog').getByLabelText('Branch');
    await user.clear(branch);
    await user.type(branch, 'next');
    await user.click(section('Catalog').getByRole('button', { name: 'Save Catalog' }));
    await section('Catalog').findByText('Saved.');
    expect(backend.settings.settings).toEqual(settingsAnswerOf({ catalog: { source: 'https://github.com/docker/mcp-registry', branch: 'next' } }).settings);
  });

  it('says beside the field what is wrong, and does not save it', async () => {
    const backend = new FakeBackend();
    const user = await openSettings(backend);
    const source = section('Catalog').getByLabelText('Source');
    await user.clear(source);
    await user.type(source, 'ext::sh');
    expect(source.getAttribute('aria-invalid')).toBe('true');
    expect(section('Catalog').getByRole('button', { name: 'Save Catalog' }).hasAttribute('disabled')).toBe(true);
    await user.click(section('Catalog').getByRole('button', { name: 'Undo Catalog' }));
    expect(section('Catalog').getByLabelText('Source')).toHaveProperty('value', 'https://github.com/docker/mcp-registry');
  });

  it('says in the section why the backend refused', async () => {
    const backend = new FakeBackend();
    const user = await openSettings(backend);
    backend.faults.set('PUT /api/settings', { code: 'configuration_malformed', message: 'There is no such branch.', hint: 'Check its name.' });
    await user.type(section('Catalog').getByLabelText('Branch'), 'x');
    await user.click(section('Catalog').getByRole('button', { name: 'Save Catalog' }));
    await section('Catalog').findByText('configuration_malformed');
  });

  it('adds and removes a mirror', async () => {
    const backend = new FakeBackend();
    const user = await openSettings(backend);
    await user.click(section('Mirrors').getByRole('button', { name: 'Add mirror' }));
    await user.type(section('Mirrors').getByLabelText('Is at'), 'registry.corp:5000');
    await user.click(section('Mirrors').getByLabelText(/^Plain HTTP/));
    await user.click(section('Mirrors').getByRole('button', { name: 'Save Mirrors' }));
    await waitFor(() => { expect(backend.settings.settings.mirrors).toEqual([{ of: 'docker.io', at: 'registry.corp:5000', plainHttp: true, authoritative: false }]); });
    await user.click(section('Mirrors').getByRole('button', { name: 'Remove mirror 1' }));
    await user.click(await section('Mirrors').findByRole('button', { name: 'Save Mirrors' }));
    await waitFor(() => { expect(backend.settings.settings.mirrors).toEqual([]); });
  });

  it('keeps a token that is not typed again, and never shows it', async () => {
    const backend = new FakeBackend();
    backend.settings = settingsAnswerOf({ registryAuth: [{ registry: 'docker.io', username: 'reader', hasToken: true }] });
    const user = await openSettings(backend);
    expect(section('Registry tokens').getByLabelText('Token')).toHaveProperty('type', 'password');
    await user.type(section('Registry tokens').getByLabelText('User name'), '2');
    await user.click(section('Registry tokens').getByRole('button', { name: 'Save Registry tokens' }));
    await waitFor(() => { expect(backend.settings.settings.registryAuth).toEqual([{ registry: 'docker.io', username: 'reader2', hasToken: true }]); });
  });

  it('adds a key after its form was right', async () => {
    const backend = new FakeBackend();
    const user = await openSettings(backend);
    await user.click(section('Trusted keys').getByRole('button', { name: 'Add key' }));
    await user.click(section('Trusted keys').getByRole('button', { name: 'Trust this key' }));
    expect(section('Trusted keys').getByLabelText('Name').getAttribute('aria-invalid')).toBe('true');
    await user.type(section('Trusted keys').getByLabelText('Name'), 'Team');
    await user.click(section('Trusted keys').getByLabelText(/^Public key/));
    await user.paste('-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----');
    await user.click(section('Trusted keys').getByRole('button', { name: 'Trust this key' }));
    await section('Trusted keys').findByText('Team');
  });

  it('removes an added key only after a question, and a built-in one never', async () => {
    const backend = new FakeBackend();
    const user = await openSettings(backend);
    expect(section('Trusted keys').queryByRole('button', { name: 'Remove the key Docker MCP key' })).toBeNull();
    await user.click(section('Trusted keys').getByRole('button', { name: 'Remove the key Staging' }));
    await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Remove the key' }));
    await waitFor(() => { expect(backend.settings.keys.map((key) => key.name)).toEqual(['Docker MCP key']); });
  });

  it('goes offline at once', async () => {
    const backend = new FakeBackend();
    const user = await openSettings(backend);
    await user.click(section('Offline').getByRole('switch', { name: 'Ask nothing over the network' }));
    await screen.findByText('Offline.');
  });

  it('shows who is known and why, and takes additions', async () => {
    const backend = new FakeBackend();
    const user = await openSettings(backend);
    await user.click(section('Known publishers').getByRole('button', { name: 'Built-in list (2)' }));
    expect(section('Known publishers').getByText('The organisation names grafana.com as its verified domain.')).toBeTruthy();
    await user.click(section('Known publishers').getByRole('button', { name: 'Add publisher' }));
    await user.type(section('Known publishers').getByLabelText('Owner of the source'), 'github.com/acme');
    await user.type(section('Known publishers').getByLabelText('Name'), 'Acme');
    await user.type(section('Known publishers').getByLabelText('Evidence'), 'Our own company.');
    await user.click(section('Known publishers').getByRole('button', { name: 'Save Known publishers' }));
    await waitFor(() => { expect(backend.settings.settings.publishers).toHaveLength(1); });
  });

  it('deletes data only after a question', async () => {
    const backend = new FakeBackend();
    const user = await openSettings(backend);
    await user.click(section('Data').getByRole('button', { name: 'Delete data…' }));
    expect(backend.requests).not.toContain('DELETE /api/data');
    await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Delete data' }));
    await screen.findByText('The data was deleted.');
    expect(backend.requests).toContain('DELETE /api/data');
  });
});
