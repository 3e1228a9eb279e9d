/** How a command line is run: everything that it sees of the world, and nothing of the repository. */
export interface AgentCommand {
  readonly args: readonly string[];
  /** The whole environment; nothing is inherited. */
  readonly environment: Readonly<Record<string, string>>;
  /** Written before it starts: absolute path to content. */
  readonly files: Readonly<Record<string, string>>;
  readonly input: string;
  /** Whether it needs the forwarder on loopback. */
  readonly needsForwarder: boolean;
}
