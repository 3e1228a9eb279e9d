import type { SourceFile } from '../rule.ts';
import { listArguments, listCalls, type Call } from '../syntax/calls.ts';
import { listDefinitions } from '../syntax/definitions.ts';
import { findNodes, type Kinds } from '../syntax/find-nodes.ts';
import { listFunctions, type FunctionScope } from '../syntax/functions.ts';
import { toFunctionName } from '../syntax/parameters.ts';
import { perFile } from '../syntax/per-file.ts';
import { isInside, sliceOf, toSpan } from '../syntax/span.ts';

/** Calls that hand a function to the server, which then calls it with what a model wrote. */
const REGISTERING = /^(tool|registerTool|addTool|add_tool|AddTool|AddTools|AddSessionTool|resource|registerResource|addResourceTemplate|prompt|registerPrompt|addPrompt|AddPrompt|from_function|NewServerTool|NewTool|(define|create|make|build|register|add)\w{0,30}Tools?)$/;
const REQUESTS = /CallTool|GetPrompt|ReadResource|Complete|tools\/call|prompts\/get|resources\/read/;
const DECORATOR = /@\s*(?:[\w]+\.)*(?:tool|call_tool|get_prompt|prompt|resource|read_resource|completion)\b/;
const GO_REQUEST = /\b(?:CallToolRequest|CallToolParams\w*|GetPromptRequest|ReadResourceRequest)\b/;
const DECORATED: Kinds = { javascript: [], python: ['decorated_definition'], go: [] };

/** Without one of these no function of a file is handed to a server. */
const WORDS = /[tT]ools?\s{0,4}[(<]|@\s{0,4}[\w.]{0,80}(?:tool|prompt|resource|completion)|\b(?:add|register)?(?:[rR]esource|[pP]rompt)\w{0,12}\(|setRequestHandler|set_request_handler|\.method\(|from_function|CallToolRequest|CallToolParams|GetPromptRequest|ReadResourceRequest/;

/** Indexes of the functions that are called with what a model wrote. */
export const listToolHandlers: (file: SourceFile) => ReadonlySet<number> = perFile((file) => {
  const found = new Set<number>();
  if (!WORDS.test(file.text)) return found;
  const names = new Set<string>();
  const registered = listCalls(file).filter((call) => isRegistering(file, call));
  for (const call of registered) collectHandlers(file, call, { found, names });
  for (const { name, span } of names.size === 0 ? [] : listDefinitions(file)) {
    const scope = names.has(name) ? functionsByStart(file).get(span.start) : undefined;
    if (scope !== undefined) found.add(scope.index);
  }
  for (const scope of listFunctions(file)) if (isHandlerByItself(file, scope, names)) found.add(scope.index);
  for (const node of findNodes(file, DECORATED)) collectDecorated(file, toSpan(node), found);
  return found;
});

export const functionsByStart: (file: SourceFile) => ReadonlyMap<number, FunctionScope> = perFile((file) => new Map(listFunctions(file).map((scope) => [scope.start, scope])));

interface Handlers {
  readonly found: Set<number>;
  readonly names: Set<string>;
}

function isRegistering(file: SourceFile, call: Call): boolean {
  if (REGISTERING.test(call.last)) return true;
  if (!/^(setRequestHandler|set_request_handler|method)$/.test(call.last)) return false;
  const [schema] = listArguments(file, call);
  return schema !== undefined && REQUESTS.test(sliceOf(file, schema, 100));
}

/** Functions that stand in the call itself, and names of those that stand elsewhere. */
function collectHandlers(file: SourceFile, call: Call, { found, names }: Handlers): void {
  for (const given of listArguments(file, call)) {
    const text = sliceOf(file, given, 2_000);
    const name = /^(?:(?:this|self)\.|[\w$]+\.)?([\w$]+)(?:\.bind\(.*)?$/.exec(text)?.[1];
    if (name !== undefined) names.add(name);
    for (const [, own = ''] of text.matchAll(/\b(?:execute|handler|handle|run|callback|fn|Handler)\s*:\s*(?:this\.)?([\w$]+)\s*[,}\n]/g)) names.add(own);
    for (const inner of functionsIn(file, given)) found.add(inner.index);
  }
}

/** Functions inside of a span that are inside of no other function there. */
function functionsIn(file: SourceFile, span: { readonly start: number; readonly end: number }): FunctionScope[] {
  const functions = listFunctions(file);
  const found: FunctionScope[] = [];
  let end = span.start;
  for (let index = firstAfter(functions, span.start); index < functions.length; index += 1) {
    const scope = functions[index];
    if (scope === undefined || scope.start >= span.end || found.length >= 16) break;
    if (scope.start < end) continue;
    found.push(scope);
    end = scope.end;
  }
  return found;
}

function firstAfter(functions: readonly FunctionScope[], offset: number): number {
  let low = 0;
  let high = functions.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((functions[middle]?.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function isHandlerByItself(file: SourceFile, scope: FunctionScope, names: ReadonlySet<string>): boolean {
  if (file.language === 'go') {
    const list = scope.node.field('parameters');
    if (list !== null && GO_REQUEST.test(sliceOf(file, toSpan(list), 500))) return true;
  }
  if (names.size === 0) return false;
  const name = toFunctionName(scope);
  return name !== null && names.has(name);
}

function collectDecorated(file: SourceFile, span: ReturnType<typeof toSpan>, found: Set<number>): void {
  const [scope] = functionsIn(file, span);
  if (scope === undefined || !isInside(scope, span)) return;
  if (DECORATOR.test(file.text.slice(span.start, Math.min(scope.start, span.start + 2_000)))) found.add(scope.index);
}
