import { describe, expect, it } from 'vitest';
import { openModelKeys } from '../../../backend/app/review/model-keys.ts';
import { codeOf } from '../support/code-of.ts';
import { memoryFile } from '../support/test-application.ts';

const TYPED = 'sk-typed-key';
const FOUND = 'sk-environment-key';

describe('when keys are kept', () => {
  it('takes typed ones before stored ones, those before the environment', async () => {
    const { file } = memoryFile('{"anthropic":"sk-stored-key"}');
    const keys = await openModelKeys(file, { ANTHROPIC_API_KEY: FOUND, OPENAI_API_KEY: ` ${FOUND}\n` });
    expect([keys.get('anthropic'), keys.origin('anthropic')]).toEqual(['sk-stored-key', 'stored']);
    expect([keys.get('openai'), keys.origin('openai')]).toEqual([FOUND, 'environment']);
    await keys.set('openai', TYPED, 'memory');
    expect([keys.get('openai'), keys.origin('openai')]).toEqual([TYPED, 'memory']);
    await keys.set('openai', null, 'memory');
    await keys.forgetAll();
    expect([keys.origin('openai'), keys.origin('anthropic')]).toEqual(['environment', 'environment']);
  });

  it('stores on request alone, and forgets what was stored when it is kept in memory', async () => {
    const { file, held } = memoryFile();
    const keys = await openModelKeys(file, {});
    await keys.set('anthropic', TYPED, 'memory');
    expect(held.text).toBeNull();
    await keys.set('anthropic', TYPED, 'stored');
    expect(keys.origin('anthropic')).toBe('stored');
    expect((await openModelKeys(file, {})).get('anthropic')).toBe(TYPED);
    await keys.set('anthropic', TYPED, 'memory');
    expect([held.text, keys.origin('anthropic')]).toEqual([null, 'memory']);
  });

  it('keeps what it had when it cannot be written', async () => {
    const { file, held } = memoryFile();
    held.failure = 'store_full';
    const keys = await openModelKeys(file, {});
    expect(await codeOf(keys.set('anthropic', TYPED, 'stored'))).toBe('store_full');
    expect(keys.origin('anthropic')).toBe('none');
  });

  it.each(['', 'short', 'two words', 'line\nbreak', 'ünïcode-key', 'x'.repeat(501)])('refuses %j', async (key) => {
    expect(await codeOf((await openModelKeys(memoryFile().file, {})).set('openai', key, 'memory'))).toBe('request_malformed');
    expect((await openModelKeys(memoryFile().file, { OPENAI_API_KEY: key })).origin('openai')).toBe('none');
  });

  it.each(['', 'not json', '[]', '{"anthropic":1}', '{"other":"sk-stored-key"}'])('takes a damaged file for none: %s', async (text) => {
    expect((await openModelKeys(memoryFile(text).file, {})).origin('anthropic')).toBe('none');
  });
});
