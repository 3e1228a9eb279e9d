const BUDGET = { least: 1_000, most: 20_000_000 } as const;
/** Seconds. */
const TIME = { least: 10, most: 7_200 } as const;

/** What is wrong with a budget in tokens, as typed; null when it is right. */
export function budgetError(text: string): string | null {
  const tokens = Number(text);
  return text.trim() !== '' && Number.isInteger(tokens) && tokens >= BUDGET.least && tokens <= BUDGET.most ? null : 'Give a whole number from 1,000 to 20,000,000.';
}

/** What is wrong with a time limit in minutes, as typed; null when it is right. */
export function timeLimitError(text: string): string | null {
  const seconds = Math.round(Number(text) * 60);
  return text.trim() !== '' && seconds >= TIME.least && seconds <= TIME.most ? null : 'Give minutes, at most 120.';
}
