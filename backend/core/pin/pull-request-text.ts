import { toInertText } from './inert-text.ts';
import { sealText, type SealableText } from './seal-text.ts';

/** A pin that moves, and what lies between. All text in it is from outside. */
export interface DescribedMove {
  readonly server: string;
  readonly title: string;
  /** Normalised project URL. */
  readonly project: string;
  /** The server's folder inside of the project; null for all of it. */
  readonly directory: string | null;
  readonly oldCommit: string;
  readonly newCommit: string;
  /** https address of a page that shows what lies between; null where there is none. */
  readonly compareUrl: string | null;
  /** Commits newest first; files inside of the folder; the counts are of all, also of those left out. Null where it could not be known. */
  readonly changes: PinChanges | null;
}

export interface PinChanges {
  readonly commits: readonly { readonly commit: string; readonly date: string; readonly author: string; readonly subject: string }[];
  readonly commitCount: number;
  readonly files: readonly { readonly path: string; readonly change: 'added' | 'removed' | 'modified' }[];
  readonly fileCount: number;
}

const LIMITS = { subject: 120, author: 60, path: 240, name: 300 } as const;

/** UTF-16 units of one list; the forge takes 65,536 characters of text. */
const LIST_LENGTH = 14_000;

/** Title and body (Markdown, sealed) of the pull request that moves a pin: the same move always gives the same text. */
export function writePullRequest(move: DescribedMove): SealableText {
  const { title, changes } = move;
  const body = [
    ...headLines(move),
    '',
    `**${tellWhetherChanged(move)}**`,
    ...(changes === null ? [] : [...commitSection(changes), ...fileSection(changes)]),
    '',
    'Written by `mcp-trust pins update`, which keeps it up to date as long as nobody edits or closes it.',
  ];
  return sealText({ title, body: body.join('\n') });
}

function headLines({ server, project, directory, oldCommit, newCommit, compareUrl }: DescribedMove): readonly string[] {
  return [
    `Moves the pin of ${toInertText(server, LIMITS.name)} to the newest commit of its project.`,
    '',
    `- Project: ${toInertText(project.replace(/^https:\/\//, ''), LIMITS.name)}`,
    `- Directory: ${directory === null ? 'all of the project' : toInertText(directory, LIMITS.name)}`,
    `- From: ${toInertText(oldCommit, LIMITS.name)}`,
    `- To: ${toInertText(newCommit, LIMITS.name)}`,
    ...(compareUrl === null ? [] : [`- [Compare](${toLinkTarget(compareUrl)})`]),
  ];
}

/** An https address without a character that means something in Markdown, a mention, or a second address. */
function toLinkTarget(url: string): string {
  return `https://${url.replace(/^https:\/\//, '').replaceAll(/[^A-Za-z0-9\-._/%:]|:(?=\/)/g, encodeCharacter)}`;
}

function encodeCharacter(character: string): string {
  return Array.from(new TextEncoder().encode(character), (byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
}

function tellWhetherChanged({ directory, changes }: DescribedMove): string {
  const place = directory === null ? 'the project' : "the server's directory";
  if (changes === null) return `What changed inside of ${place} could not be found out.`;
  return changes.fileCount === 0 ? `Nothing inside of ${place} changed.` : `${count(changes.fileCount, 'file')} inside of ${place} changed.`;
}

function commitSection({ commits, commitCount }: PinChanges): readonly string[] {
  const lines = commits.map(({ commit, date, author, subject }) => {
    const day = /^\d{4}-\d{2}-\d{2}/.exec(date)?.[0] ?? '';
    return `- ${[toInertText(commit.slice(0, 12), LIMITS.name), day, toInertText(subject, LIMITS.subject), 'by', toInertText(author, LIMITS.author)].filter((part) => part !== '').join(' ')}`;
  });
  return listSection(count(commitCount, 'commit'), lines, commitCount);
}

function fileSection({ files, fileCount }: PinChanges): readonly string[] {
  const lines = files.map(({ path, change }) => `- ${change} ${toInertText(path, LIMITS.path)}`);
  return fileCount === 0 ? [] : listSection(count(fileCount, 'changed file'), lines, fileCount);
}

/** As many lines as there is room for, and how many there are besides. */
function listSection(heading: string, lines: readonly string[], total: number): readonly string[] {
  let length = 0;
  const shown = lines.filter((line) => (length += line.length + 1) <= LIST_LENGTH);
  const left = total - shown.length;
  return ['', `### ${heading}`, '', ...shown, ...(left > 0 ? [`- … and ${left} more`] : [])];
}

function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? '' : 's'}`;
}
