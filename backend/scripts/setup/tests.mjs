import { mkdirSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { root } from './places.mjs';
import { collect, run } from './run.mjs';
import { printClosing, readReport } from './test-report.mjs';

const CHECKS = {
  lint: ['eslint/bin/eslint.js', '.', '--max-warnings', '0'],
  typecheck: ['typescript/bin/tsc', '-p', '.'],
  'dead code': ['knip/bin/knip.js', '--no-progress'],
};

/**
 * Lint, types, dead code and all tests, each whatever became of the others. The last line printed is
 * "N passed, N failed, N skipped". Arguments go to Vitest (a path, `--project unit`).
 */
export async function runTests({ node, env }, args) {
  const failedChecks = await runChecks({ node, env });
  const report = resolve(root, process.env.MCP_TRUST_REPORT ?? 'node_modules/.cache/vitest-report.json');
  mkdirSync(dirname(report), { recursive: true });
  rmSync(report, { force: true });
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const status = await run({ command: node, args: [vitest, 'run', ...reporters, ...args], env });
  return printClosing({ results: readReport(report), failedChecks, status });
}

async function runChecks({ node, env }) {
  const failed = [];
  const runs = Object.entries(CHECKS).map(async ([name, [program, ...args]]) => {
    const { status, output } = await collect({ command: node, args: [join(root, 'node_modules', program), ...args], env });
    process.stdout.write(`${status === 0 ? '✓' : '✗'} ${name}\n${output.trim() === '' ? '' : `${output.trimEnd()}\n`}`);
    if (status !== 0) failed.push(name);
  });
  await Promise.all(runs);
  return failed;
}
