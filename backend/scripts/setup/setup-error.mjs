/** What a person has to put right: a sentence, and lines that say what to do. */
export class SetupError extends Error {
  constructor(message, hints = []) {
    super(message);
    this.name = 'SetupError';
    this.hints = hints;
  }
}
