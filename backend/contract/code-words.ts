/** What a person reads for a code. `message` and `hint` are templates for `fill`. */
export interface CodeWords {
  /** Two to five words, e.g. for a heading. */
  readonly title: string;
  /** One sentence: what was found. */
  readonly message: string;
  /** What to do; empty when nothing is to be done. */
  readonly hint: string;
}
