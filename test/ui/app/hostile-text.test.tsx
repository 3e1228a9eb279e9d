import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { FakeBackend } from '../support/fake-backend.ts';
import { renderPanel } from '../support/render-panel.tsx';
import { verificationOf } from '../support/wire-verification.ts';
import { rowOf } from '../support/wire-rows.ts';

const findRow = (name: string | RegExp): Promise<HTMLElement> => screen.findByRole('row', { name });
const HOSTILE = 'evil\u202egnp.exe\u0007<img src=x onerror=alert(1)>\u200b';

describe('when text from outside is hostile', () => {
  const row = rowOf({
    name: 'evil', server: { name: HOSTILE, title: HOSTILE, icon: 'javascript:alert(1)' }, tags: [HOSTILE], reference: HOSTILE,
    verification: {
      verdict: 'mismatch', summary: HOSTILE, revision: { label: HOSTILE, claim: HOSTILE, pin: null, url: 'javascript:alert(1)' },
      publisher: { level: 'community', name: HOSTILE, builtBy: 'unknown', evidence: [HOSTILE] },
      checks: [{ ...verificationOf().checks[0], id: 'image', state: 'failed', code: null, message: HOSTILE, hint: HOSTILE, values: { [HOSTILE]: HOSTILE }, commands: [HOSTILE] }],
      signature: { ...verificationOf().signature, keyName: HOSTILE, rejected: [{ location: HOSTILE, code: 'signature_malformed', detail: HOSTILE }] },
      pin: { ...verificationOf().pin, history: [{ commit: HOSTILE, project: 'javascript:alert(1)', from: HOSTILE, until: null }] },
    },
  });

  it('shows it as text, without a character that deceives and without a picture or a link', async () => {
    const backend = new FakeBackend();
    backend.rows = [row];
    const user = renderPanel(backend);
    await user.click(await findRow(/Mismatch: evil/));
    for (const button of await screen.findAllByRole('button', { expanded: false })) if (!button.hasAttribute('aria-haspopup')) await user.click(button);
     
    // A zero-width space of MUI's own, which holds the height of a line.
    for (const own of document.querySelectorAll('.notranslate')) own.remove();
    expect(/.{0,60}[\u0000-\u0008\u200B-\u200F\u202A-\u202E\u2066-\u2069].{0,20}/u.exec(document.body.outerHTML)?.[0]).toBeUndefined();
    expect(document.querySelector('img')).toBeNull();
    expect([...document.querySelectorAll('a')].map((link) => link.getAttribute('href')).filter((href) => !(href ?? '').startsWith('https://'))).toEqual([]);
    expect(document.body.textContent).toContain('⟨U+202E⟩');
  });
});
