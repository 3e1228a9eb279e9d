import type { z } from 'zod';
import { CodedAnswer } from './answer-error.ts';

/** What is read of a request: a part of Hono's context, whatever the route. */
interface Asked {
  readonly req: { json(): Promise<unknown>; query(): Record<string, string> };
}

/** The parsed body of a request. Throws `request_malformed` with the path of the first problem. */
export async function readBody<Schema extends z.ZodType>(context: Asked, schema: Schema): Promise<z.infer<Schema>> {
  let value: unknown;
  try {
    value = await context.req.json();
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new CodedAnswer('request_malformed', 'The body is not JSON.');
  }
  return parseInput(schema, value);
}

/** The parsed query of a request; repeated names count once. */
export function readQuery<Schema extends z.ZodType>(context: Asked, schema: Schema): z.infer<Schema> {
  return parseInput(schema, context.req.query());
}

function parseInput<Schema extends z.ZodType>(schema: Schema, value: unknown): z.infer<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new CodedAnswer('request_malformed', issue === undefined ? '' : `${issue.path.join('.')}: ${issue.message}`);
}
