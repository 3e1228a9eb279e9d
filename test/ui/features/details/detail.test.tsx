import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { FakeBackend } from '../../support/fake-backend.ts';
import { renderPanel } from '../../support/render-panel.tsx';
import { commitOf } from '../../support/wire-verification.ts';
import { MISMATCH, VERIFIED } from '../../support/wire-rows.ts';

const findRow = (name: string | RegExp): Promise<HTMLElement> => screen.findByRole('row', { name });

describe('when the details of an image are open', () => {
  it('shows the sentence and every step with its state and what to do', async () => {
    const backend = new FakeBackend();
    backend.rows = [MISMATCH];
    const user = renderPanel(backend);
    await user.click(await findRow(/Postgres/));
    await screen.findByText('This image says it was built from a1b2c3d. The registry never pinned that commit.');
    const steps = within(screen.getByRole('region', { name: 'Chain of evidence' })).getAllByRole('heading', { level: 4 });
    expect(steps.map((step) => step.textContent)).toEqual([
      'Image Passed', 'Digest Passed', 'Signature Passed', 'Signed reference Passed', 'Signed revision Passed', 'Label Passed', 'Catalog Passed', 'Registry entry Passed', 'Pin Failed',
    ]);
    expect(screen.getByText('Do not run this image. Report it to the owners of the catalog.')).toBeTruthy();
  });

  it('copies the command of a step', async () => {
    const backend = new FakeBackend();
    const user = renderPanel(backend);
    await user.click(await findRow(/Github Official/));
    await user.click(await screen.findByRole('button', { name: 'Values and commands of Image' }));
    await user.click(screen.getByRole('button', { name: 'Copy the command for Image' }));
    expect(await navigator.clipboard.readText()).toBe('docker image inspect docker.io/mcp/example:latest');
  });

  it('draws the pins with a name each, and moves among them by keys', async () => {
    const user = renderPanel(new FakeBackend());
    await user.click(await findRow(/Grafana/));
    const own = await screen.findByRole('img', { name: `Pin 5d6e7f8, from 2026-01-11 to 2026-06-03, this image` });
    own.focus();
    await user.keyboard('{ArrowRight}');
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Pin 780e3f1, since 2026-06-03, the current pin');
    expect(screen.getByRole('link', { name: 'Compare with this image' }).getAttribute('href')).toContain(`/compare/${commitOf('5d6e7f8')}...${commitOf('780e3f1')}`);
    await user.click(screen.getByRole('button', { name: 'All pins as a table' }));
    expect(within(screen.getByRole('region', { name: 'All pins' })).getAllByRole('row')).toHaveLength(4);
  });

  it('asks everything anew on request', async () => {
    const backend = new FakeBackend();
    const user = renderPanel(backend);
    await user.click(await findRow(/Postgres/));
    await user.click(await screen.findByRole('button', { name: 'Ask everything anew' }));
    await findRow(/Verified: Postgres/);
  });

  it('opens links only through the host', async () => {
    const opened: string[] = [];
    const user = renderPanel(new FakeBackend(), { host: { openExternal: (url) => { opened.push(url); } } });
    await findRow(/Github Official/);
    await user.click(screen.getAllByRole('link', { name: /^Commit 780e3f1/ })[0] ?? document.body);
    expect(opened).toEqual([VERIFIED.verification?.revision.url]);
  });
});
