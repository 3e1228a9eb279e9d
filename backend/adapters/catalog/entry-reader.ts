import { randomBytes } from 'node:crypto';
import { parseServerEntry, type ParsedEntry } from '../../core/pin/parse-server-entry.ts';

/** The only line that most revisions of an entry change. */
const COMMIT_LINE = /^([ ]+commit: ["']?)([0-9a-fA-F]{40})(?=["']?[ ]*(?:#[^\n\r]*)?\r?$)/gm;

/**
 * Parses many revisions of one server's entry. Revisions that differ in the commit alone are parsed once, with a
 * placeholder for it: a YAML document has the same structure whichever 40 hex digits stand there (scalars stay texts).
 */
export class EntryReader {
  readonly server: string;
  readonly #parsed = new Map<string, ParsedEntry>();
  /** Random: no text can contain it and pass for the line that was replaced. */
  readonly #placeholder = randomBytes(20).toString('hex');

  constructor(server: string) {
    this.server = server;
  }

  read(text: string): ParsedEntry {
    const commits: string[] = [];
    const masked = text.replace(COMMIT_LINE, (_, before: string, commit: string) => {
      commits.push(commit);
      return before + this.#placeholder;
    });
    const [commit] = commits;
    if (commit === undefined || commits.length > 1) return this.#parse(text);
    const { entry, problems } = this.#parse(masked);
    if (entry?.source?.commit !== this.#placeholder) return this.#parse(text);
    return { entry: { ...entry, source: { ...entry.source, commit: detach(commit).toLowerCase() } }, problems };
  }

  #parse(text: string): ParsedEntry {
    const known = this.#parsed.get(text);
    if (known !== undefined) return known;
    const parsed = parseServerEntry(text, { server: this.server, file: `servers/${this.server}/server.yaml` });
    this.#parsed.set(text, parsed);
    return parsed;
  }
}

/** A copy: part of a text keeps all of it in memory, and thousands of these stay. */
function detach(text: string): string {
  return Buffer.from(text, 'latin1').toString('latin1');
}
