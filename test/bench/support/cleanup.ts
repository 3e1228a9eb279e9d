interface Step {
  readonly what: string;
  readonly undo: () => Promise<unknown>;
}

/** What a run has to undo: last made, first removed, once. A step that fails does not keep the others from being taken. */
export class Cleanup {
  readonly #steps: Step[] = [];

  add(what: string, undo: () => Promise<unknown>): void {
    this.#steps.push({ what, undo });
  }

  async run(): Promise<void> {
    for (const { what, undo } of this.#drain()) {
      await undo().catch((error: unknown) => {
        process.stderr.write(`bench: not cleaned up: ${what}: ${String(error)}\n`);
      });
    }
  }

  *#drain(): Generator<Step> {
    for (let step = this.#steps.pop(); step !== undefined; step = this.#steps.pop()) yield step;
  }
}
