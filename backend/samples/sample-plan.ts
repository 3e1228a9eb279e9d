import { createHash } from 'node:crypto';

/** How the signature of a sample was made, honestly or not. */
export type SampleSignature =
  | { readonly kind: 'simple' | 'bundle'; readonly loggedDaysAgo: number; readonly claim?: string; readonly reference?: string; readonly key?: 'new' }
  /** Made for another sample and copied under this one's digest. */
  | { readonly kind: 'transplanted'; readonly loggedDaysAgo: number }
  /** The manifest is there, the payload's bytes are cut off. */
  | { readonly kind: 'truncated'; readonly loggedDaysAgo: number }
  | { readonly kind: 'none' };

/** One image of the sample world, and what its verdict will be. */
export interface SamplePlan {
  /** Folder name. */
  readonly name: string;
  readonly repository: string;
  /** Days ago at which the image says it was built: the pin of that time is its label, unless `label` says otherwise. */
  readonly label: { readonly pin: number } | { readonly commit: string } | null;
  readonly signature: SampleSignature;
  readonly labels?: Readonly<Record<string, string>>;
  readonly story: string;
}

/** One server of the sample registry. Pins are days ago, oldest first; equal letters are equal commits. */
export interface SampleServer {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly image: string;
  readonly project: string;
  readonly category: string;
  readonly pins: readonly { readonly daysAgo: number; readonly commit: string }[];
  /** When the entry came without a pin; null where it came with its first one. */
  readonly listedDaysAgo: number | null;
}

const ACME = 'https://github.com/acme-samples';
const NORTHWIND = 'https://github.com/northwind-samples';

/** The sample registry: two owners, one of them known. */
export const SAMPLE_SERVERS: readonly SampleServer[] = [
  server('weather', 'Weather', 'Forecasts for a place and a day.', ACME, 'productivity', [[210, 'a'], [120, 'b'], [41, 'c'], [9, 'd']]),
  server('calendar', 'Calendar', 'Reads and writes appointments.', ACME, 'productivity', [[160, 'e'], [30, 'f']]),
  server('translate', 'Translate', 'Translates text between languages.', NORTHWIND, 'ai', [[150, 'a'], [75, 'b'], [33, 'c'], [12, 'd']]),
  server('tickets', 'Tickets', 'Searches and files tickets.', ACME, 'devops', [[100, 'a'], [20, 'b'], [14, 'a']]),
  server('mailbox', 'Mailbox', 'Sends and searches mail.', ACME, 'communication', [[90, 'a'], [18, 'b']]),
  server('archive', 'Archive', 'Unpacks and searches archives.', NORTHWIND, 'devops', [[60, 'a']], 200),
  server('payments', 'Payments', 'Creates invoices and refunds.', ACME, 'commerce', [[80, 'a'], [25, 'b']]),
  server('search', 'Search', 'Searches the web.', NORTHWIND, 'search', [[110, 'a'], [44, 'b']]),
  server('notes', 'Notes', 'Keeps notes in folders.', NORTHWIND, 'productivity', [[95, 'a'], [35, 'b']]),
  server('maps', 'Maps', 'Finds routes and places.', ACME, 'travel', [[70, 'a'], [22, 'b']]),
  server('photos', 'Photos', 'Sorts and shares photos.', NORTHWIND, 'media', [[85, 'a'], [27, 'b']]),
  server('backup', 'Backup', 'Copies folders to object storage.', NORTHWIND, 'devops', [[55, 'a'], [16, 'b']]),
  server('payroll', 'Payroll', 'Prepares payslips.', ACME, 'commerce', [[65, 'a'], [19, 'b']]),
  server('sheets', 'Sheets', 'Reads and fills spreadsheets.', NORTHWIND, 'productivity', [[50, 'a'], [8, 'b']]),
  {
    ...server('clipboard', 'Clipboard', 'Shares a clipboard between machines.', NORTHWIND, 'productivity', [[40, 'a'], [13, 'b']]),
    image: 'northwind/sample-clipboard',
  },
];

/** The sample images. Every verdict occurs, and the ways that lead to it. */
export const SAMPLE_IMAGES: readonly SamplePlan[] = [
  image('weather', 9, { kind: 'simple', loggedDaysAgo: 8 }, 'Signed, and built from the current pin.'),
  image('calendar', 30, { kind: 'bundle', loggedDaysAgo: 29 }, 'The same, signed in the newer format.'),
  image('translate', 150, { kind: 'simple', loggedDaysAgo: 149 }, 'Signed, but three pins old.'),
  image('tickets', 20, { kind: 'simple', loggedDaysAgo: 19 }, 'Signed, but the registry went back from its commit.'),
  { ...image('clipboard', 13, { kind: 'none' }, 'Published by its maker: nothing signed says so.'), repository: 'northwind/sample-clipboard' },
  { ...image('archive', 60, { kind: 'simple', loggedDaysAgo: 180 }, 'Signed before its server had pins.'), label: { commit: 'c'.repeat(40) } },
  {
    name: 'side-project', repository: 'someone/side-project', label: null, signature: { kind: 'none' },
    labels: { 'io.modelcontextprotocol.server.name': 'io.github.someone/side-project' },
    story: 'Says that it is an MCP server, and no catalog knows it.',
  },
  { ...image('payments', 25, { kind: 'simple', loggedDaysAgo: 24 }, 'Built from a commit that was never pinned.'), label: { commit: 'f00dfeedf00dfeedf00dfeedf00dfeedf00dfeed' } },
  image('search', 44, { kind: 'none' }, 'Unsigned where every image is signed.'),
  image('notes', 35, { kind: 'transplanted', loggedDaysAgo: 34 }, 'Carries the signature of another image.'),
  image('maps', 22, { kind: 'simple', loggedDaysAgo: 21, claim: 'a'.repeat(40) }, 'The signature claims another revision than the label.'),
  image('payroll', 19, { kind: 'simple', loggedDaysAgo: 18, reference: 'index.docker.io/mcp/sample-payments' }, 'Signed as the image of another server.'),
  { ...image('sheets', 8, { kind: 'simple', loggedDaysAgo: 7 }, 'Signed, but without the label.'), label: null },
  image('photos', 27, { kind: 'truncated', loggedDaysAgo: 26 }, 'Its signature could not be read to the end.'),
  image('backup', 16, { kind: 'simple', loggedDaysAgo: 2, key: 'new' }, 'Signed with a key that was announced and not accepted yet.'),
];

type Row = readonly [name: string, title: string, description: string, owner: string, category: string, pins: readonly (readonly [daysAgo: number, commit: string])[], listedDaysAgo?: number | null];

function server(...[name, title, description, owner, category, pins, listedDaysAgo = null]: [...Row]): SampleServer {
  return {
    name: `sample-${name}`,
    title,
    description,
    image: `mcp/sample-${name}`,
    project: `${owner}/${name}`,
    category,
    pins: pins.map(([daysAgo, commit]) => ({ daysAgo, commit: toCommit(name, commit) })),
    listedDaysAgo,
  };
}

/** A commit of its own for each project and letter. */
function toCommit(name: string, letter: string): string {
  return createHash('sha1').update(`${name} ${letter}`).digest('hex');
}

function image(...[name, pin, signature, story]: [name: string, pin: number, signature: SampleSignature, story: string]): SamplePlan {
  return { name, repository: `mcp/sample-${name}`, label: { pin }, signature, story };
}
