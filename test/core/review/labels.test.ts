import { describe, expect, it } from 'vitest';
import { parseLabels, toLabels } from '../../../backend/core/review/labels.ts';
import { RISK_LEVELS } from '../../../backend/core/review/risk.ts';
import { codeOf } from '../image/code-of.ts';

describe('when labels are read', () => {
  it.each(RISK_LEVELS)('knows its own: %s', (risk) => {
    expect(parseLabels(toLabels({ risk, isBlocked: false }).join('\n'))).toEqual({ risk, isBlocked: false });
  });

  it('takes blank lines, ends of line of Windows, and a block', () => {
    expect(parseLabels('\r\nsecurity-blocked\r\n\r\nsecurity-risk:critical\r\n')).toEqual({ risk: 'critical', isBlocked: true });
  });

  it.each([
    ['nothing', ''], ['blanks', ' \n'], ['two levels', 'security-risk:low\nsecurity-risk:high'], ['one twice', 'security-risk:low\nsecurity-risk:low'],
    ['an unknown level', 'security-risk:none'], ['an unknown label beside', 'security-risk:low\napproved'], ['another case', 'Security-Risk:low'],
    ['a block alone', 'security-blocked'], ['a block of what is low', 'security-risk:low\nsecurity-blocked'], ['a list', '- security-risk:low'],
    ['three labels', 'security-risk:high\nsecurity-blocked\nx'], ['two on a line', 'security-risk:low security-risk:high'],
  ])('refuses %s', (_name, text) => {
    expect(codeOf(() => parseLabels(text))).toBe('report_labels_malformed');
  });
});
