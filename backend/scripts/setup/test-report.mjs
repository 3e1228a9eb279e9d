import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { root } from './places.mjs';

/** Vitest's JSON report, or null where it wrote none. */
export function readReport(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null;
}

/** Counts of a report: `{passed, failed, skipped}`; `skipped` are names, and a file that did not load counts as a failure. */
export function summarize(report) {
  const files = report?.testResults ?? [];
  const tests = files.flatMap((file) => file.assertionResults.map((test) => ({ ...test, file: relative(root, file.name) })));
  const broken = files.filter((file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'));
  return {
    passed: tests.filter((test) => test.status === 'passed').length,
    failed: tests.filter((test) => test.status === 'failed').length + broken.length,
    skipped: tests.filter((test) => !['passed', 'failed'].includes(test.status)).map((test) => `${test.file} › ${[...test.ancestorTitles, test.title].join(' › ')}`),
  };
}

/** Prints what was skipped, by name, what else failed, and the closing line; returns the exit status. */
export function printClosing({ results, failedChecks, status }) {
  const { passed, failed, skipped } = summarize(results);
  const lines = skipped.length === 0 ? [] : ['', 'Skipped, as what they need is not on this machine:', ...skipped.map((name) => `  ${name}`)];
  if (failedChecks.length > 0) lines.push('', `Failed beside the tests: ${failedChecks.join(', ')}`);
  if (results === null) lines.push('', 'The tests left no report.');
  lines.push('', `${passed} passed, ${failed} failed, ${skipped.length} skipped`);
  process.stdout.write(`${lines.join('\n')}\n`);
  return status === 0 && failed === 0 && passed > 0 && failedChecks.length === 0 ? 0 : 1;
}
