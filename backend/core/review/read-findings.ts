import { CodedError } from '../coded-error.ts';
import type { Finding } from './finding.ts';
import { FINDING_FIELDS, NOTHING } from './report-sections.ts';
import { RISK_LEVELS } from './risk.ts';
import { readFields, type SectionContent } from './split-sections.ts';

const MOST_FINDINGS = 100;
const LOCATION = /^`?([^`\n:]{1,1024})(?::([1-9]\d{0,6})(?:-([1-9]\d{0,6}))?)?`?$/;

/**
 * The findings of an agent: "None", or parts with a title and all their lines.
 * @throws CodedError `report_malformed`
 */
export function readFindings({ text, parts }: SectionContent): readonly Finding[] {
  const findings = parts.slice(1);
  if (findings.length === 0) {
    if (text.replace(/\.$/, '') !== NOTHING) throw malformed(`the findings are neither "${NOTHING}" nor parts with a title`);
    return [];
  }
  if (parts.some((part, index) => index === 0 && part.text !== '')) throw malformed('there is text before the first finding');
  if (findings.length > MOST_FINDINGS) throw malformed('there are too many findings');
  return findings.map(toFinding);
}

function toFinding({ title, items }: SectionContent['parts'][number]): Finding {
  if (title.trim() === '') throw malformed('a finding has no title');
  const fields = readFields(items, FINDING_FIELDS);
  const field = (name: (typeof FINDING_FIELDS)[number]): string => String(fields.get(name));
  const [impact, evidence, recommendation] = [field('Impact'), field('Evidence'), field('Recommendation')];
  const severity = RISK_LEVELS.find((level) => level === field('Severity').toLowerCase());
  if (severity === undefined) throw malformed('the severity of a finding is none that is known');
  if ([impact, evidence, recommendation].includes('')) throw malformed('a line of a finding is empty');
  return { rule: 'agent', severity, ...toPlace(field('Location')), message: `${title.trim()}: ${impact}`, evidence, recommendation, source: 'agent' };
}

/** A place that cannot be one inside of the tree is left out: nobody follows it. */
function toPlace(location: string): Pick<Finding, 'file' | 'line' | 'endLine'> {
  const [, path, line, endLine] = LOCATION.exec(location) ?? [];
  if (path === undefined || path === NOTHING || path.startsWith('/') || path.split('/').includes('..')) return { file: null, line: null, endLine: null };
  const first = line === undefined ? null : Number(line);
  return { file: path, line: first, endLine: first === null || endLine === undefined ? first : Math.max(first, Number(endLine)) };
}

function malformed(message: string): CodedError {
  return new CodedError('report_malformed', message);
}
