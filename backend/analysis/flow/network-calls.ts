import type { SourceFile } from '../rule.ts';
import { listArguments, listCalls, type Argument, type Call } from '../syntax/calls.ts';
import { perFile } from '../syntax/per-file.ts';

/** A call that speaks to another host. */
export interface NetworkCall {
  readonly call: Call;
  readonly url: Argument | null;
  /** Everything else that it is given: body, headers, options. */
  readonly payload: readonly Argument[];
}

const SCRIPT = /^(?:(?:globalThis\.|window\.)?fetch|node-fetch|cross-fetch|undici\.(?:fetch|request|stream)|(?:axios|got|ky|superagent|needle|request|phin|wretch)(?:\.\w+)?|https?\.(?:request|get)|(?:ws\.)?WebSocket|ws|navigator\.sendBeacon|dns\.(?:promises\.)?(?:lookup|resolve\w*))$/;
const PYTHON = /^(?:(?:requests|httpx|aiohttp)\.(?:get|post|put|patch|delete|head|options|request|stream|ws_connect)|urllib\.request\.(?:urlopen|Request|urlretrieve)|urllib3\.request|urlopen|websockets\.connect|socket\.(?:gethostbyname|getaddrinfo|create_connection))$/;
const GO = /^(?:net\/http\.(?:Get|Post|PostForm|Head|NewRequest|NewRequestWithContext)|net\.(?:Dial|DialTimeout|LookupHost|LookupIP|LookupTXT))$/;

/** Where the URL stands, when it is not first. */
const URL_PLACE: Readonly<Record<string, number>> = { 'net/http.NewRequest': 1, 'net/http.NewRequestWithContext': 2, 'requests.request': 1, 'httpx.request': 1, 'httpx.stream': 1, 'aiohttp.request': 1, 'net.Dial': 1, 'net.DialTimeout': 1 };

/** Without one of these words no such call is in a file. */
const WORDS = /\bfetch\b|-fetch\b|axios|\bgot\b|\bky\b|superagent|needle|\brequests?\b|phin|wretch|['"`:]https?['"`]|\bhttps?\.|WebSocket|['"`]ws['"`]|sendBeacon|\bdns\b|undici|httpx|aiohttp|urllib|urlopen|websockets|\bsocket\b|net\/http|['"]net['"]/;

export const listNetworkCalls: (file: SourceFile) => readonly NetworkCall[] = perFile((file) => {
  if (!WORDS.test(file.text)) return [];
  const names = file.language === 'python' ? PYTHON : file.language === 'go' ? GO : SCRIPT;
  return listCalls(file).flatMap((call) => (names.test(call.name) ? [toNetworkCall(file, call)] : []));
});

/** What brings a text from another host, as it is written in an expression. */
export const FETCHES = /\b(?:fetch|axios|got|https?\.get|requests\.(?:get|post|request)|httpx\.\w+|urlopen|urlretrieve|http\.Get|http\.Post|download\w*)\s*(?:\.\w+)?\(/;

function toNetworkCall(file: SourceFile, call: Call): NetworkCall {
  const given = listArguments(file, call);
  const place = URL_PLACE[call.name] ?? 0;
  const url = given.find(({ keyword }) => keyword === 'url') ?? given.filter(({ keyword }) => keyword === null)[place] ?? null;
  return { call, url, payload: given.filter((argument) => argument !== url) };
}
