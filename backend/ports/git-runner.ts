/** How git reaches the network; nothing is taken from the environment. */
export interface GitNetwork {
  /** Proxy URLs; null for none. */
  readonly httpsProxy: string | null;
  readonly httpProxy: string | null;
  readonly noProxy: string | null;
  /** PEM file of the authorities to trust instead of the system's. */
  readonly certificateAuthorityFile: string | null;
}

export type GitProtocol = 'https' | 'file' | 'ssh' | 'http';

/** One run of git. */
export interface GitCall {
  /** Subcommand and arguments; texts from outside only behind `--`, as a refspec or as a checked URL. */
  readonly args: readonly string[];
  /** The bare repository to work in; null where none is needed. */
  readonly gitDirectory: string | null;
  /** Transports that may be used; none by default. `http` is for servers on this machine alone. */
  readonly protocols?: readonly GitProtocol[];
  readonly network?: GitNetwork;
  /** A credential helper to ask (git's `credential.helper`); none by default. */
  readonly credentialHelper?: string;
  /**
   * Lets git read the person's own configuration, credential helpers and ssh agent: only for the person's own
   * repository and the remote that they named. Hooks and prompts stay off.
   */
  readonly asPerson?: boolean;
  /** Exit statuses that are an answer, besides 0. */
  readonly acceptedStatus?: readonly number[];
  readonly input?: string | Buffer;
  readonly timeoutMs: number;
  readonly maxOutputBytes: number;
  readonly signal?: AbortSignal;
  /** `phase` in git's words, e.g. `Receiving objects`. */
  readonly onProgress?: (phase: string, percent: number | null) => void;
}

/** Runs git and answers its standard output. Throws PortError `git_missing`, `git_failed`, `git_timeout` or `cancelled`. */
export type GitRunner = (call: GitCall) => Promise<Buffer>;
