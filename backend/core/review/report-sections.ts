/** The parts of a report, in their order; each is a heading of the second level. */
export const REPORT_SECTIONS = [
  'Scope Summary',
  'Executive Summary',
  'Detailed Findings',
  'Defense-in-Depth Observations',
  'Recommended Labels',
  'Next Steps',
  'Conclusion',
] as const;
export type ReportSection = (typeof REPORT_SECTIONS)[number];

/** The lines of the scope: `- **Name:** value`. */
export const SCOPE_FIELDS = ['Mode', 'Repository', 'Head', 'Base', 'Commit Range', 'Overall Risk Level'] as const;

/** The lines of a finding, below its heading of the third level. */
export const FINDING_FIELDS = ['Severity', 'Location', 'Impact', 'Evidence', 'Recommendation'] as const;

/** What stands in a section that has nothing to say, and where a value does not apply. */
export const NOTHING = 'None';
