export interface Instruction {
  readonly name: string;
  readonly rest: string;
}

/** The instructions of a Dockerfile, with continued lines joined and comments left out. */
export function readInstructions(text: string): Instruction[] {
  const lines = text.split('\n').filter((line) => !/^\s*#/.test(line)).join('\n');
  return lines
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => ({ name: (/^\s*(\S+)/.exec(line)?.[1] ?? '').toUpperCase(), rest: line.trim().replace(/^\S+\s*/, '') }));
}

/** Default values of build arguments, filled in where one refers to another. */
export function readArguments(instructions: readonly Instruction[]): Record<string, string> {
  const found: Record<string, string> = {};
  for (const { name, rest } of instructions) {
    if (name !== 'ARG') continue;
    const [key = '', ...value] = rest.split('=');
    found[key] = fill(value.join('=').replaceAll(/^"|"$/g, ''), found);
  }
  return found;
}

/** The labels of the image, as the builder would fill them in. */
export function readLabels(instructions: readonly Instruction[]): Record<string, string> {
  const values = readArguments(instructions);
  const pairs = instructions.filter(({ name }) => name === 'LABEL').flatMap(({ rest }) => [...rest.matchAll(/([\w.-]+)="((?:[^"\\]|\\.)*)"/g)]);
  return Object.fromEntries(pairs.map(([, key = '', value = '']) => [key, fill(value, values).replaceAll(/\\(.)/g, '$1')]));
}

function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\$\{(\w+)(?::-([^}]*))?\}/g, (_whole, key: string, fallback: string | undefined) => values[key] ?? fallback ?? '');
}
