const PROGRESS = /^(?:remote: )?([A-Z][A-Za-z ]{2,40}):\s+(?:(\d{1,3})%|\d+)/;
// Controls would move a terminal's cursor or hide the rest of a message.
const CONTROL_CHARACTERS = /\p{Cc}+/gu;

/** Reads a line of git's standard error as progress; null for any other line. */
export function parseGitProgress(line: string): { readonly phase: string; readonly percent: number | null } | null {
  const match = PROGRESS.exec(line);
  if (match?.[1] === undefined) return null;
  return { phase: match[1], percent: match[2] === undefined ? null : Math.min(100, Number(match[2])) };
}

/** Removes user names, passwords and tokens from the URLs in a text, and control characters from all of it. */
export function redactGitMessage(text: string): string {
  return text.replace(CONTROL_CHARACTERS, ' ').replace(/:\/\/[^\s/'"]*@/g, '://').replace(/([?&][\w-]+=)[^\s&'"]+/g, '$1…');
}

/** What went wrong, in git's own words: the lines marked as errors, without progress, at most 500 characters. */
export function summarizeGitFailure(standardError: string): string {
  const lines = standardError.split(/[\r\n]+/).filter((line) => line.trim() !== '' && parseGitProgress(line) === null);
  const marked = lines.filter((line) => /^(?:fatal|error|remote: error):/i.test(line));
  return redactGitMessage((marked.length > 0 ? marked : lines).slice(-4).join('; ')).slice(0, 500);
}
