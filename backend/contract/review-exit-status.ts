import type { ExitStatus } from './exit-status.ts';
import type { WireRisk } from './review.ts';

/** What a finished review ends a command with. One that could not be finished ends with the status of its code. */
export const REVIEW_EXIT_STATUS: Readonly<Record<WireRisk, ExitStatus>> = { critical: 1, high: 1, medium: 4, low: 0, info: 0 };
