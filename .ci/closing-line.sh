#!/usr/bin/env bash
# closing-line.sh REPORT: prints "N passed, N failed[, N skipped]" from a Vitest JSON report.
# Fails when there is no such report, when it counts no test that ran, or when a test failed.
set -euo pipefail

if [ ! -f "$1" ]; then
  echo "closing-line.sh: no test report at $1" >&2
  exit 1
fi
# shellcheck disable=SC2016 # JavaScript, not shell
node -e '
  const report = JSON.parse(require("node:fs").readFileSync(process.argv[1], "utf8"));
  const count = (name) => {
    if (!Number.isSafeInteger(report[name])) throw new Error(`the report has no ${name}`);
    return report[name];
  };
  const passed = count("numPassedTests");
  const failed = count("numFailedTests");
  const skipped = count("numPendingTests") + count("numTodoTests");
  console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
' "$1"
