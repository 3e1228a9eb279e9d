import { isAround } from '../../flow/enclosing.ts';
import { reachOfHost } from '../../flow/leading-part.ts';
import { listNetworkCalls } from '../../flow/network-calls.ts';
import { listToolHandlers } from '../../flow/tool-handlers.ts';
import type { Hit, Rule, SourceFile } from '../../rule.ts';
import { toHit } from './to-hit.ts';

/** Words of a check of the host. */
const CHECKED = /\.host(?:name)?\b|\bhostname\b|netloc|\.Hostname\(\)|\.Host\b|isPrivate|is_private|is_loopback|IsPrivate|IsLoopback|allowed_?(?:hosts|domains|origins|urls)|allowlist|whitelist|\bssrf|valid(?:ate)?_?(?:url|uri|host)|isAllowed|assertUrl|checkUrl|is_safe_url|startsWith\(\s*["'`]https:\/\/[\w.]+\/?|startswith\(\s*["']https:\/\/[\w.]+/i;

function* check(file: SourceFile): Iterable<Hit> {
  if (listToolHandlers(file).size === 0) return;
  for (const { call, url } of listNetworkCalls(file)) {
    if (url === null || /^dns\.|gethost|getaddr|\.Lookup/.test(call.name)) continue;
    if (reachOfHost(file, url.value) !== 'tool' || isAround(file, call, CHECKED)) continue;
    yield toHit(call, `A tool argument decides which host ${call.name} speaks to, and no check of the host is seen.`);
  }
}

export const requestToArgument: Rule = {
  id: 'request-to-argument',
  title: 'Requests to hosts from tool arguments',
  severity: 'medium',
  why: 'The server stands inside of a network that the author of a prompt does not. It can be told to ask the metadata service of a cloud, a router or a service on this machine, and to hand over the answer.',
  mend: 'Resolve the host first, refuse private, loopback and link-local addresses also after redirects, or allow listed hosts alone.',
  matches: [
    { path: 'a.ts', text: "server.tool('fetch', {}, async ({ url }) => {\n  const reply = await fetch(url);\n  return reply.text();\n});\n", severity: 'medium' },
    { path: 'b.py', text: 'import httpx\n@mcp.tool()\nasync def load(url: str) -> str:\n    async with httpx.AsyncClient() as client:\n        reply = await client.get(url)\n        return reply.text\n', severity: 'medium' },
    { path: 'c.go', text: 'package main\nimport "net/http"\nfunc load(ctx context.Context, request mcp.CallToolRequest) {\n\turl, _ := request.RequireString("url")\n\thttp.Get(url)\n}\n', severity: 'medium' },
    { path: 'd.ts', text: "import axios from 'axios';\nserver.tool('call', {}, async (args) => axios.get(`${args.base}/status`));\n", severity: 'medium' },
    { path: 'e.py', text: 'from httpx import AsyncClient\n@server.call_tool()\nasync def call_tool(name, arguments):\n    args = Input(**arguments)\n    return await load(str(args.url))\nasync def load(url: str):\n    async with AsyncClient(timeout=5) as client:\n        return await client.get(url)\n', severity: 'medium' },
  ],
  ignores: [
    { path: 'a.ts', text: "server.tool('find', {}, async ({ text }) => fetch(`https://api.sample.example/v1?q=${encodeURIComponent(text)}`));\n" },
    { path: 'b.ts', text: "const BASE = process.env.API_URL ?? 'https://api.sample.example';\nserver.tool('get', {}, async ({ id }) => fetch(`${BASE}/items/${id}`));\n" },
    { path: 'c.ts', text: "server.tool('fetch', {}, async ({ url }) => {\n  const { hostname } = new URL(url);\n  if (!allowed.has(hostname)) throw new Error('refused');\n  return fetch(url);\n});\n" },
    { path: 'd.py', text: 'import requests\n@mcp.tool()\ndef find(text: str):\n    return requests.get("https://api.sample.example/v1", params={"q": text}).json()\n' },
    { path: 'e.go', text: 'package main\nimport "net/http"\nfunc load(ctx context.Context, request mcp.CallToolRequest) {\n\tid, _ := request.RequireString("id")\n\thttp.Get("https://api.sample.example/" + id)\n}\n' },
  ],
  check,
};
