import { useEffect, useState } from 'react';
import type { z } from 'zod';

const PREFIX = 'mcp-trust.';

/** State that survives leaving the panel, which Docker Desktop ends with its tab. Values that no longer fit the schema are dropped. */
export function useStoredState<Schema extends z.ZodType>(
  name: string,
  schema: Schema,
  initial: z.infer<Schema>,
): readonly [z.infer<Schema>, (change: (last: z.infer<Schema>) => z.infer<Schema>) => void] {
  const [value, setValue] = useState<z.infer<Schema>>(() => readStored(name, schema) ?? initial);
  useEffect(() => { writeStored(name, value); }, [name, value]);
  return [value, setValue];
}

/** Reads a stored value; null when there is none, it cannot be read, or it does not fit the schema. */
export function readStored<Schema extends z.ZodType>(name: string, schema: Schema): z.infer<Schema> | null {
  const text = storage()?.getItem(PREFIX + name) ?? null;
  if (text === null) return null;
  try {
    const parsed = schema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Stores a value; where the host keeps no storage or it is full, the state lives as long as the panel. */
export function writeStored(name: string, value: unknown): void {
  try {
    storage()?.setItem(PREFIX + name, JSON.stringify(value));
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
}

function storage(): Storage | null {
  try {
    return window.localStorage;
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}
