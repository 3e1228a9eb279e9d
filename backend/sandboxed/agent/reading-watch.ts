import { z } from 'zod';

const MAX_LINE = 1024 * 1024;
const MAX_FILES = 10_000;

const readSchema = z.object({
  type: z.literal('assistant'),
  message: z.object({ content: z.array(z.unknown()) }),
});
const useSchema = z.object({ type: z.literal('tool_use'), name: z.literal('Read'), input: z.object({ file_path: z.string() }) });

/** Counts the files that Claude Code says it read, from its stream of events: for a progress line, and for nothing else. */
export class ReadingWatch {
  readonly #files = new Set<string>();
  readonly #onFile: (files: number) => void;
  #line = '';

  constructor(onFile: (files: number) => void) {
    this.#onFile = onFile;
  }

  push(text: string): void {
    const lines = text.split('\n');
    const last = lines.pop() ?? '';
    for (const line of lines) {
      this.#look(this.#line + line);
      this.#line = '';
    }
    this.#line = (this.#line + last).slice(0, MAX_LINE);
  }

  #look(line: string): void {
    const event = readSchema.safeParse(parseLoosely(line));
    if (!event.success) return;
    const before = this.#files.size;
    for (const block of event.data.message.content) {
      const use = useSchema.safeParse(block);
      if (use.success && this.#files.size < MAX_FILES) this.#files.add(use.data.input.file_path);
    }
    if (this.#files.size > before) this.#onFile(this.#files.size);
  }
}

/** Other lines are the program's own business. */
function parseLoosely(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
