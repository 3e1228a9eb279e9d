import { describe, expect, it } from 'vitest';
import { CodedError } from '../../../backend/core/coded-error.ts';
import { orReport } from '../../../backend/core/pin/or-report.ts';

describe('when work may be refused', () => {
  it('answers what it gives', () => {
    const reports: string[] = [];
    expect(orReport(() => 1, (message) => reports.push(message))).toBe(1);
    expect(reports).toEqual([]);
  });

  it('reports a coded error', () => {
    const reports: string[] = [];
    const refuse = () => { throw new CodedError('reference_malformed', 'why'); };
    expect(orReport(refuse, (message) => reports.push(message))).toBeNull();
    expect(reports).toEqual(['why']);
  });

  it('lets a bug through', () => {
    const fail = () => { throw new TypeError('a bug'); };
    expect(() => orReport(fail, () => undefined)).toThrow(TypeError);
  });
});
