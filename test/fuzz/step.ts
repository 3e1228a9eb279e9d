/** One small change: what kind, where, and with what. All three are plain numbers, so that a find can be shrunk. */
export interface Step {
  readonly kind: number;
  readonly at: number;
  readonly value: number;
}
