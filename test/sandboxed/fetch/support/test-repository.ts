import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { devNull, tmpdir } from 'node:os';
import { join } from 'node:path';

export interface TreeEntry {
  readonly mode: '100644' | '100755' | '100666' | '120000' | '160000' | '40000';
  readonly name: string | Buffer;
  readonly id: string;
}

export interface CommitFields {
  readonly parents?: readonly string[];
  readonly author?: string;
  readonly subject?: string;
  readonly time?: number;
}

const MAX_OUTPUT = 64 * 1024 * 1024;

/** A bare repository made object by object, so that it can hold what git itself would not make. */
export class TestRepository {
  readonly path: string;

  constructor() {
    this.path = mkdtempSync(join(tmpdir(), 'mcp-trust-repository-'));
    this.git(['init', '--quiet', '--bare', '--initial-branch=main']);
    this.git(['config', 'uploadpack.allowFilter', 'true']);
    this.git(['config', 'uploadpack.allowAnySHA1InWant', 'true']);
  }

  get url(): string {
    return `file://${this.path}`;
  }

  git(args: readonly string[], input: string | Buffer = ''): string {
    const env = { PATH: process.env['PATH'], HOME: this.path, GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: devNull };
    return execFileSync('git', [`--git-dir=${this.path}`, ...args], { input, env, maxBuffer: MAX_OUTPUT, stdio: ['pipe', 'pipe', 'ignore'] }).toString('utf8').trim();
  }

  blob(content: string | Buffer): string {
    return this.git(['hash-object', '-w', '--stdin'], content);
  }

  /** Entries in git's order, unless they are to stay as they are. */
  tree(entries: readonly TreeEntry[], order: 'sorted' | 'asGiven' = 'sorted'): string {
    const parts = entries.map(({ mode, name, id }) => ({ key: Buffer.concat([Buffer.from(name), Buffer.from(mode === '40000' ? '/' : '')]), bytes: Buffer.concat([Buffer.from(`${mode} `), Buffer.from(name), Buffer.from([0]), Buffer.from(id, 'hex')]) }));
    if (order === 'sorted') parts.sort((one, other) => Buffer.compare(one.key, other.key));
    return this.git(['hash-object', '-w', '-t', 'tree', '--literally', '--stdin'], Buffer.concat(parts.map(({ bytes }) => bytes)));
  }

  /** Files by path; a value that starts with `->` is a link. */
  files(files: Readonly<Record<string, string | Buffer>>): string {
    const folders = new Map<string, Record<string, string | Buffer>>();
    const entries: TreeEntry[] = [];
    for (const [path, content] of Object.entries(files)) {
      const [first = '', ...rest] = path.split('/');
      if (rest.length > 0) folders.set(first, { ...folders.get(first), [rest.join('/')]: content });
      else if (typeof content === 'string' && content.startsWith('->')) entries.push({ mode: '120000', name: first, id: this.blob(content.slice(2)) });
      else entries.push({ mode: '100644', name: first, id: this.blob(content) });
    }
    for (const [name, inner] of folders) entries.push({ mode: '40000', name, id: this.files(inner) });
    return this.tree(entries);
  }

  commit(tree: string, { parents = [], author = 'A <a@example.com>', subject = 'change', time = 1_700_000_000 }: CommitFields = {}): string {
    const lines = [`tree ${tree}`, ...parents.map((parent) => `parent ${parent}`), `author ${author} ${time} +0000`, `committer ${author} ${time} +0000`, '', subject, ''];
    return this.git(['hash-object', '-w', '-t', 'commit', '--literally', '--stdin'], lines.join('\n'));
  }

  ref(name: string, commit: string): void {
    this.git(['update-ref', name, commit]);
  }

  /** A commit of files, as the head of `main`. */
  head(files: Readonly<Record<string, string | Buffer>>, fields: CommitFields = {}): string {
    const commit = this.commit(this.files(files), fields);
    this.ref('refs/heads/main', commit);
    return commit;
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
