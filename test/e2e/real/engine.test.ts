import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeWith } from '../../integration/support/requirements.ts';
import { hang } from '../../integration/verify/support/registry-proxy.ts';
import { repositoryOf, TRIAL_CASES } from '../../integration/verify/support/trial-cases.ts';
import type { TrialCase } from '../../integration/verify/support/trial-cases.ts';
import { publish, pull, startClassicPlace } from '../../integration/verify/support/trial-place.ts';
import type { EnginePlace } from '../../integration/verify/support/trial-place.ts';
import { startBackend } from './support/backend-process.ts';
import type { BackendProcess } from './support/backend-process.ts';
import { launchDesktop, openInDesktop, overSocket } from './support/desktop-panel.ts';
import type { DesktopPanel } from './support/desktop-panel.ts';
import { openDetail, rowOf } from './support/panel-actions.ts';

const SHOWN = [
  { name: 'fresh', word: 'Verified' },
  { name: 'former', word: 'Outdated' },
  { name: 'clipboard', word: 'Unverified' },
  { name: 'never', word: 'Mismatch' },
  { name: 'unsigned', word: 'Mismatch' },
] as const;
/** Verified while the registry answers; checked here when it no longer does. */
const LATE = 'bundled';

describeWith(['engine', 'registry', 'browser'], 'when the built panel shows the images of a real engine', () => {
  let place: EnginePlace;
  let backend: BackendProcess;
  let browser: Browser;
  let panel: DesktopPanel;
  const ids = new Map<string, string>();

  beforeAll(async () => {
    place = await startClassicPlace();
    for (const name of [...SHOWN.map((shown) => shown.name), LATE]) {
      const trialCase = caseOf(name);
      await publish(place, trialCase);
      await pull(place, repositoryOf(trialCase));
      ids.set(name, await place.engine.docker('image', 'inspect', '--format', '{{.Id}}', `${place.proxy.host}/${repositoryOf(trialCase)}:${place.tag}`));
    }
    const { config } = await place.context('panel');
    [browser, backend] = await Promise.all([launchDesktop(), startBackend({ args: ['--config', config], env: { DOCKER_HOST: `unix://${place.engine.socketPath}` } })]);
    panel = await openInDesktop(browser, { send: overSocket(backend.socketPath) });
    // The engine may hold images of others.
    await panel.page.getByRole('textbox', { name: 'Search images' }).fill(place.tag);
  });
  afterAll(async () => {
    await browser.close();
    await backend.stop();
    await place.stop();
  });

  it('lists them by the name of their upstream, none of them checked', async () => {
    for (const name of [...SHOWN.map((shown) => shown.name), LATE]) await rowOf(panel.page, labelOf('Not checked', name, place)).waitFor();
    expect(await panel.page.getByText('These are samples.').count()).toBe(0);
  });

  it.each(SHOWN)('says "$word" of "$name" after a click on its row', async ({ name, word }) => {
    await verifyRow(panel.page, labelOf('Not checked', name, place));
    await rowOf(panel.page, labelOf(word, name, place)).waitFor();
  });

  it("leads to the image in Docker Desktop's own view", async () => {
    const detail = await openDetail(panel.page, labelOf('Verified', 'fresh', place));
    await detail.getByRole('button', { name: 'View image' }).click();
    await expect.poll(() => panel.calls.at(-1), { timeout: 20_000 }).toEqual(['viewImage', ids.get('fresh'), expect.stringContaining(place.tag)]);
    await detail.getByRole('button', { name: 'Close the details' }).click();
  });

  it('finds the running sweep again when it is left and opened, and cancels it', async () => {
    const { page } = panel;
    const answerAgain = place.proxy.fail('/mcp/', hang);
    await page.getByRole('button', { name: 'Verify all' }).click();
    await page.getByText(/^Checking \d+ of \d+ images$/).waitFor();
    await page.reload();
    await page.getByText(/^Checking \d+ of \d+ images$/).waitFor();
    expect(await page.getByRole('textbox', { name: 'Search images' }).inputValue()).toBe(place.tag);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByText(/^Cancelled: /).waitFor();
    answerAgain();
    // Nothing that was found before is lost by what was cancelled.
    await rowOf(page, labelOf('Verified', 'fresh', place)).waitFor();
  });

  it("says that it couldn't check when the registry is gone, and never more", async () => {
    await place.registry.stop();
    const row = rowOf(panel.page, new RegExp(`: .*${LATE}:.*${place.tag}`));
    await verifyRow(panel.page, new RegExp(`: .*${LATE}:.*${place.tag}`));
    await rowOf(panel.page, labelOf("Couldn't check", LATE, place)).waitFor();
    expect(await row.count()).toBe(1);
    const detail = await openDetail(panel.page, labelOf("Couldn't check", LATE, place));
    await detail.getByText('What to do:').first().waitFor();
    expect(panel.problems).toEqual([]);
  });
});

function caseOf(name: string): TrialCase {
  const found = TRIAL_CASES.find((trialCase) => trialCase.name === name);
  if (found === undefined) throw new Error(`there is no trial "${name}"`);
  return found;
}

function labelOf(word: string, name: string, { tag }: EnginePlace): RegExp {
  return new RegExp(`^${word}: .*/${repositoryOf(caseOf(name))}:.*${tag}`);
}

async function verifyRow(page: Page, label: RegExp): Promise<void> {
  await rowOf(page, label).hover();
  await rowOf(page, label).getByRole('button', { name: /^Verify / }).click();
}
