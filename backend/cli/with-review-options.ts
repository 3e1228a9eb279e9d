import { InvalidArgumentError, Option, type Command } from 'commander';

const EXIT_STATUS = `
TARGET is a server of the catalog, an image reference, the https URL of a git project (with --head), or a directory
written as a path (./server, /src/server).

Exit status:
  0  low or info
  1  critical or high
  2  wrong usage or input
  3  the review could not be completed
  4  medium`;

/** The options of `review`, without what all commands have. */
export function withReviewOptions(command: Command): Command {
  return command
    .description("Review a server's source in a sandbox, at the revision that its image claims, or what changed since another one")
    .argument('[target]', 'server, image reference, https URL, or path')
    .option('--head <sha>', 'the commit to review, instead of the label or the pin')
    .option('--base <sha|dir>', 'review only what changed since this commit; for a directory: since another directory')
    .option('--directory <folder>', "the server's folder in the source (default: the catalog's)")
    .addOption(new Option('--agent <agent>', 'who reads (default: builtin where a model is configured, else static)').choices(['static', 'builtin', 'claude', 'codex']))
    .addOption(new Option('--provider <provider>', 'whose interface the model is reached by').choices(['anthropic', 'openai', 'local']))
    .option('--model <model>', 'the model that reads')
    .option('--timeout <duration>', 'wall clock limit, e.g. 90s, 30m (default: 30m)', toSeconds)
    .option('--budget-tokens <number>', 'tokens that the model may use, in and out', toBudget)
    .option('--out <folder>', 'write report.md, labels.txt, findings.sarif and review.json there')
    .addOption(new Option('--format <format>', 'how to print').choices(['table', 'json', 'markdown', 'sarif']).default('table'))
    .option('--fresh', 'review again what was reviewed before')
    .option('--print-compose', 'print a Compose file that does the same by hand, and review nothing')
    .addHelpText('after', EXIT_STATUS);
}

const UNITS: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3600 };
const MOST_SECONDS = 7_200;
const LEAST_SECONDS = 10;

function toSeconds(text: string): number {
  const [, number = '', unit = ''] = /^(\d{1,5})([smh]?)$/.exec(text) ?? [];
  const seconds = number === '' ? 0 : Number(number) * (UNITS[unit] ?? 0);
  if (seconds < LEAST_SECONDS || seconds > MOST_SECONDS) throw new InvalidArgumentError('A time limit is from 10s to 2h.');
  return seconds;
}

function toBudget(text: string): number {
  const tokens = /^\d{1,8}$/.test(text) ? Number(text) : 0;
  if (tokens < 1_000 || tokens > 20_000_000) throw new InvalidArgumentError('A budget is from 1000 to 20000000 tokens.');
  return tokens;
}
