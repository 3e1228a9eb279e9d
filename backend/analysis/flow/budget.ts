import type { SourceFile } from '../rule.ts';
import { perFile } from '../syntax/per-file.ts';

/** Characters that may be walked through for each character of a file, over all rules: following names stays linear on any input. */
const PASSES = 8;
const LEAST = 200_000;

const budgetOf: (file: SourceFile) => { left: number } = perFile((file) => ({ left: LEAST + PASSES * file.text.length }));

/** Takes from what a file may cost; false when nothing is left, and then the answer is the careful one. */
export function spend(file: SourceFile, characters: number): boolean {
  const budget = budgetOf(file);
  if (budget.left < characters) return false;
  budget.left -= characters;
  return true;
}
