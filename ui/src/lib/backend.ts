import { createContext, useContext } from 'react';
import type { z } from 'zod';
import { toMalformed } from './backend-problem.ts';
import type { BackendRequest, Transport } from './transport.ts';

const TransportContext = createContext<Transport | null>(null);

/** Hands the way to the backend down to every feature. */
export const TransportProvider = TransportContext.Provider;

export function useTransport(): Transport {
  const transport = useContext(TransportContext);
  if (transport === null) throw new Error('There is no TransportProvider above this component.');
  return transport;
}

/**
 * Sends a request and parses the answer by its schema.
 * @throws BackendProblem
 */
export async function request<Schema extends z.ZodType>(
  transport: Transport,
  message: BackendRequest,
  schema: Schema,
): Promise<z.infer<Schema>> {
  const parsed = schema.safeParse(await transport.send(message));
  if (!parsed.success) throw toMalformed(message.path);
  return parsed.data;
}

/** Sends a request whose answer carries nothing. */
export async function command(transport: Transport, message: BackendRequest): Promise<void> {
  await transport.send(message);
}
