import type { ProjectView } from '../rule.ts';

/** Under these, each customer has a name of their own: naming one names no other. */
const SHARED = /(^|\.)(github\.io|gitlab\.io|pages\.dev|workers\.dev|vercel\.app|netlify\.app|herokuapp\.com|fly\.dev|onrender\.com|railway\.app|amazonaws\.com|cloudfront\.net|azurewebsites\.net|windows\.net|run\.app|appspot\.com|firebaseio\.com|web\.app|ngrok\.io|ngrok\.app|ngrok-free\.app|trycloudflare\.com|pipedream\.net|requestcatcher\.com|webhook\.site|oast\.\w+|interact\.sh|supabase\.co|deno\.dev|repl\.co|glitch\.me)$/;
/** Hosts of this machine and network, and names that are kept free for examples (RFC 2606, RFC 6761). */
const NOWHERE = /^(localhost|.*\.localhost|.*\.local|.*\.internal|.*\.test|.*\.invalid|(.*\.)?example(\.com|\.org|\.net)?|127\.\d+\.\d+\.\d+|0\.0\.0\.0|10\.\d+\.\d+\.\d+|192\.168\.\d+\.\d+|172\.(1[6-9]|2\d|3[01])\.\d+\.\d+|host\.docker\.internal|\[?::1\]?)$/;
/** Names and documents of formats, not places to send to. */
const VOCABULARY = /^(www\.w3\.org|json-schema\.org|schema\.org|schemas\.[\w.-]+|(www\.)?modelcontextprotocol\.io|tools\.ietf\.org|datatracker\.ietf\.org)$/;
const SECOND_LEVEL = /^(co|com|org|net|gov|ac|edu)\.[a-z]{2}$/;

/** Whether somebody announced that the server speaks to a host: the catalog entry, the documents, or its own name. */
export function isNamedHost(host: string, { namedHosts, context }: ProjectView): boolean {
  const name = host.toLowerCase();
  if (namedHosts.has(name) || NOWHERE.test(name) || VOCABULARY.test(name)) return true;
  if (SHARED.test(name) || /^[\d.]+$/.test(name)) return false;
  const domain = toDomain(name);
  for (const known of namedHosts) if (toDomain(known) === domain && !SHARED.test(known)) return true;
  const label = domain.split('.')[0] ?? '';
  return label.length >= 4 && isWordOf(label, `${context.server ?? ''} ${context.title}`.toLowerCase());
}

/** The part of a name that its owner registered, as far as the usual endings tell. */
function toDomain(host: string): string {
  const labels = host.split('.');
  return labels.slice(SECOND_LEVEL.test(labels.slice(-2).join('.')) ? -3 : -2).join('.');
}

function isWordOf(label: string, names: string): boolean {
  return names.split(/[^a-z0-9]+/).some((word) => word.length >= 4 && (word === label || label === `${word}app` || label === `${word}api`));
}
