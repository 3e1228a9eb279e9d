/** Programs of the sandbox by name, each loaded only when it is asked for. An agent's run has its own image around the same file. */
const PROGRAMS: Readonly<Record<string, () => Promise<number>>> = {
  fetch: async () => (await import('./fetch/run-fetch.ts')).runFetch(),
  analyse: async () => (await import('./analyse/run-analyse.ts')).runAnalyse(),
  'tool-box': async () => (await import('./tool-box/run-tool-box.ts')).runToolBox(),
  agent: async () => (await import('./agent/run-agent.ts')).runAgent(),
  proxy: async () => (await import('./inference-proxy/run-proxy.ts')).runProxy(),
};

const USAGE = 2;

/**
 * The entry point inside of a container. Ends with the status of the program.
 * A bug of ours ends it too: Node then prints the error, and the outside takes the status for a failure.
 */
async function main(name: string): Promise<number> {
  const program = Object.hasOwn(PROGRAMS, name) ? PROGRAMS[name] : undefined;
  if (program !== undefined) return program();
  process.stderr.write(`no such program: ${JSON.stringify(name)}\n`);
  return USAGE;
}

process.exitCode = await main(process.argv[2] ?? '');
