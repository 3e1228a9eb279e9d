import { CodedError } from '../../core/coded-error.ts';
import { analysisInputSchema, type AnalysisInput } from '../protocol/analysis-messages.ts';

/** Thousands of links with long names fit. */
const MAXIMUM_INPUT_BYTES = 8 * 1024 * 1024;

/**
 * Reads what the program is to do: one line of JSON, or all there is.
 * @throws CodedError `source_malformed`
 */
export async function readInput(stream: AsyncIterable<Uint8Array>): Promise<AnalysisInput> {
  const parsed = analysisInputSchema.safeParse(parseJson(await readLine(stream)));
  if (!parsed.success) throw new CodedError('source_malformed', 'The analysis was not told what to analyse.', { cause: parsed.error });
  return parsed.data;
}

async function readLine(stream: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream) {
    const end = chunk.indexOf(0x0a);
    chunks.push(end === -1 ? chunk : chunk.subarray(0, end));
    length += chunk.length;
    if (length > MAXIMUM_INPUT_BYTES) throw new CodedError('source_malformed', 'The input is too long.');
    if (end !== -1) break;
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new CodedError('source_malformed', 'The input is not JSON.', { cause });
  }
}
