/** A call that cannot be answered with content: the model is told why, and may ask for something else. */
export class ToolFailure extends Error {}
