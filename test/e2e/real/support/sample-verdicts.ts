/** What the panel says for each image of the sample world. */
export const SAMPLE_VERDICTS: Readonly<Record<string, string>> = {
  Weather: 'Verified', Calendar: 'Verified',
  Translate: 'Outdated', Tickets: 'Outdated',
  Archive: 'Unverified', Clipboard: 'Unverified', 'side-project': 'Unverified',
  Payments: 'Mismatch', Search: 'Mismatch', Notes: 'Mismatch', Maps: 'Mismatch', Payroll: 'Mismatch', Sheets: 'Mismatch',
  Photos: "Couldn't check", Backup: "Couldn't check",
};

/** The beginnings of the row labels that the grid shows when all is verified. */
export const SAMPLE_LABELS: readonly string[] = Object.entries(SAMPLE_VERDICTS).map(([title, verdict]) => `${verdict}: ${title}`).sort();
