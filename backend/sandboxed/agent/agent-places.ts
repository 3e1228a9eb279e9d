/** Where the entry point puts things, all in the container's own memory: nothing of the repository is above or below it. */
export const AGENT_PLACES = {
  /** Working directory of the command line, and where it leaves its files. */
  work: '/tmp/work',
  home: '/tmp/home',
  codexHome: '/tmp/home/codex',
  /** Where the image keeps the command lines. */
  programs: '/opt/agents/node_modules',
} as const;

/** Loopback inside of the container, for a command line that can't speak to a Unix socket. */
export const FORWARDER_PORT = 4000;
