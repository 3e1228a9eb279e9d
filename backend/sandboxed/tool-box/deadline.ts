import { TOOL_LIMITS } from '../protocol/tool-limits.ts';

/** The end of one call's time. Work asks between its steps; a single step is bounded by the size of a file. */
export interface Deadline {
  isOver(): boolean;
}

export function startDeadline(milliseconds: number = TOOL_LIMITS.callMs): Deadline {
  const end = performance.now() + milliseconds;
  return { isOver: () => performance.now() >= end };
}
