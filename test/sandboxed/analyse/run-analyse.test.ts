import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { analysisMessageSchema } from '../../../backend/sandboxed/protocol/analysis-messages.ts';
import { INPUT } from './support/trees.ts';

const ENTRY = join(import.meta.dirname, 'support', 'analyse-entry.ts');

describe('when the program is given what is no task', { timeout: 60_000 }, () => {
  test.each([
    ['nothing', '', 'source_malformed'],
    ['no JSON', 'hello\n', 'source_malformed'],
    ['another object', '{"mode":"full"}\n', 'source_malformed'],
    ['a flood without an end of line', 'a'.repeat(9 * 1024 * 1024), 'source_malformed'],
    ['a folder where no tree is mounted', `${JSON.stringify({ ...INPUT, directory: 'no/such/folder' })}\n`, 'source_directory_missing'],
  ])('%s is answered by one message and a status', (_, input, code) => {
    const { stdout, status } = spawnSync(process.execPath, [ENTRY, 'analyse'], { input, encoding: 'utf8' });
    expect(analysisMessageSchema.parse(JSON.parse(stdout))).toEqual({ type: 'failed', code });
    expect(status).toBe(1);
  });
});
