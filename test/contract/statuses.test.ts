import { describe, expect, it } from 'vitest';
import { CODES, type Code } from '../../backend/contract/codes.ts';
import { CODE_EXIT_STATUS, VERDICT_EXIT_STATUS, exitStatusOf } from '../../backend/contract/exit-status.ts';
import { HTTP_STATUS } from '../../backend/contract/http-status.ts';
import { VERDICTS, type VerdictName } from '../../backend/contract/verification.ts';

describe('when a run ends', () => {
  it.each([
    [[], null, 0],
    [['verified'], null, 0],
    [['verified', 'outdated', 'unverified'], null, 0],
    [['verified', 'mismatch'], null, 1],
    [['indeterminate'], null, 3],
    [['indeterminate', 'mismatch'], null, 1],
    [['mismatch', 'indeterminate', 'unverified'], null, 1],
    [['outdated'], 'outdated', 1],
    [['outdated'], 'unverified', 0],
    [['unverified'], 'unverified', 1],
    [['unverified'], 'outdated', 1],
    [['unverified'], 'indeterminate', 0],
    [['indeterminate'], 'indeterminate', 1],
    [['indeterminate'], 'unverified', 1],
    [['indeterminate'], 'mismatch', 3],
    [['indeterminate', 'outdated'], 'mismatch', 3],
    [['mismatch'], 'mismatch', 1],
    [['verified'], 'outdated', 0],
  ] as [VerdictName[], VerdictName | null, number][])('ends %j with --fail-on %s as %i', (verdicts, failOn, status) => {
    expect(exitStatusOf(verdicts, failOn)).toBe(status);
  });

  it('is 1 for a mismatch under any threshold, and never hides one', () => {
    for (const failOn of [null, ...VERDICTS]) expect(exitStatusOf(['verified', 'mismatch', 'indeterminate'], failOn)).toBe(1);
  });

  it('has a status for every verdict and every code', () => {
    expect(Object.keys(VERDICT_EXIT_STATUS).sort()).toEqual([...VERDICTS].sort());
    expect(Object.keys(CODE_EXIT_STATUS).sort()).toEqual([...CODES].sort());
  });

  it.each([
    ['usage', 2], ['configuration_malformed', 2], ['reference_malformed', 2], ['engine_absent', 3], ['registry_timeout', 3],
    ['catalog_unavailable', 3], ['store_full', 3], ['internal', 3], ['unsigned_in_signed_namespace', 1], ['no_claim', 0],
  ] as const)('ends %s with %i', (code, status) => {
    expect(CODE_EXIT_STATUS[code]).toBe(status);
  });

  it('never ends an outage as if nothing were found', () => {
    const outages = CODES.filter((code: Code) => /^(registry|engine|git|catalog|store|layout)_|^offline$|^internal$|^cancelled$/.test(code));
    for (const code of outages) expect(CODE_EXIT_STATUS[code]).toBeGreaterThanOrEqual(2);
  });
});

describe('when a request fails', () => {
  it('has an error status for every code', () => {
    expect(Object.keys(HTTP_STATUS).sort()).toEqual([...CODES].sort());
    for (const code of CODES) expect(HTTP_STATUS[code] >= 400 && HTTP_STATUS[code] < 600).toBe(true);
  });

  it.each([
    ['request_malformed', 400], ['request_forbidden', 403], ['not_found', 404], ['image_not_found', 404], ['engine_absent', 503],
    ['catalog_loading', 503], ['registry_timeout', 504], ['store_full', 507], ['internal', 500],
  ] as const)('answers %s with %i', (code, status) => {
    expect(HTTP_STATUS[code]).toBe(status);
  });

  it("does not pass a registry's sign-in on as its own", () => {
    expect(CODES.filter((code) => (HTTP_STATUS[code] as number) === 401)).toEqual([]);
  });
});
