import { CodedError } from '../../core/coded-error.ts';
import { isPortError, type PortErrorCode } from '../../ports/port-error.ts';
import type { GitCall, GitProtocol, GitRunner } from '../../ports/git-runner.ts';
import { REGISTRY_LIMITS } from './registry-limits.ts';

/** Where the repository lies, and the registry in it. */
interface Place {
  readonly gitDirectory: string;
  /** The registry's folder inside the repository, empty or with `/` at its end. */
  readonly prefix: string;
  /** The top of the work tree; null in a bare repository. */
  readonly workTree: string | null;
}

type Options = Pick<GitCall, 'acceptedStatus' | 'input' | 'asPerson'> & { readonly signal: AbortSignal; readonly protocols?: readonly GitProtocol[]; readonly timeoutMs?: number };

/** Runs git in a person's registry repository. */
export class RegistryGit {
  readonly #run: GitRunner;
  readonly #directory: string;
  #place: Promise<Place> | null = null;

  /** `directory` is absolute. */
  constructor(run: GitRunner, directory: string) {
    this.#run = run;
    this.#directory = directory;
  }

  /** @throws PortError `registry_folder_unreadable` where the folder belongs to no git repository */
  place(signal: AbortSignal): Promise<Place> {
    this.#place ??= this.#find(signal);
    return this.#place;
  }

  async bytes(args: readonly string[], { signal, timeoutMs = REGISTRY_LIMITS.localMs, ...options }: Options): Promise<Buffer> {
    const { gitDirectory } = await this.place(signal);
    return this.#run({ args, gitDirectory, timeoutMs, maxOutputBytes: REGISTRY_LIMITS.outputBytes, signal, ...options });
  }

  async text(args: readonly string[], options: Options): Promise<string> {
    return (await this.bytes(args, options)).toString('utf8');
  }

  async #find(signal: AbortSignal): Promise<Place> {
    const args = ['-C', this.#directory, 'rev-parse', '--absolute-git-dir', '--is-bare-repository', '--show-prefix'];
    try {
      const answer = await this.#run({ args, gitDirectory: null, asPerson: true, timeoutMs: REGISTRY_LIMITS.localMs, maxOutputBytes: 64 * 1024, signal });
      const [gitDirectory = '', isBare, prefix = ''] = answer.toString('utf8').split('\n');
      return { gitDirectory, prefix, workTree: isBare === 'true' ? null : this.#directory.slice(0, this.#directory.length - prefix.length) };
    } catch (error) {
      if (!isPortError(error) || error.code !== 'git_failed') throw error;
      throw new CodedError<PortErrorCode>('registry_folder_unreadable', 'It is not inside of a git repository.', { cause: error });
    }
  }
}
