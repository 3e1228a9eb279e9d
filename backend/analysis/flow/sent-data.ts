import type { SourceFile } from '../rule.ts';
import type { NetworkCall } from './network-calls.ts';
import { worseReach, type Reach } from './reach.ts';
import { trace } from './trace.ts';

/** What goes out with a call over the network. */
export interface SentData {
  readonly reach: Reach;
  /** The whole environment, or the content of a file. */
  readonly isSecret: boolean;
  /** Hosts that stand in the URL as they are written; empty where it is put together elsewhere. */
  readonly hosts: readonly string[];
}

const WHOLE_ENVIRONMENT = /\bprocess\.env\b(?!\s*[.[])|\bos\.environ\b(?!\s*[.[]|\.get)|\bos\.Environ\(\)|\bdict\(os\.environ\)/;
const FILE_CONTENT = /\breadFile(?:Sync)?\s*\(|\bReadFile\(|\bopen\([^)]*\)\.read|\.read_(?:text|bytes)\(/;
const HOST = /(?:https?|wss?):\/\/(?:[^\s/@"'`]{1,100}@)?([a-zA-Z0-9](?:[a-zA-Z0-9.-]{0,250}[a-zA-Z0-9])?)(?=[:/?#"'`$\s]|$)/g;

/** A URL that is written in pieces is one all the same. */
const JOINT = /["'`]\s{0,4}\+\s{0,4}["'`]/g;
const HOST_OPTION = /\bhost(?:name)?["']?\s{0,4}:\s{0,4}["'`]([a-zA-Z0-9-]{1,63}(?:\.[a-zA-Z0-9-]{1,63}){1,8})["'`]/g;

/** Hosts of the URLs in a text, lower case. */
export function listHosts(text: string): string[] {
  return [...new Set([HOST, HOST_OPTION].flatMap((pattern) => [...text.replaceAll(JOINT, '').matchAll(pattern)]).map(([, host = '']) => host.toLowerCase()))];
}

export function readSentData(file: SourceFile, { url, payload, call }: NetworkCall): SentData {
  const address = url === null ? null : trace(file, url.value);
  const parts = payload.map(({ value }) => trace(file, value));
  const texts = [...parts.flatMap((part) => part.texts), ...(address?.texts ?? [])];
  const hosts = (address?.texts ?? []).flatMap(listHosts);
  return {
    reach: [...parts, ...(address === null ? [] : [address])].reduce<Reach>((worst, { reach }) => worseReach(worst, reach), 'fixed'),
    isSecret: texts.some((text) => WHOLE_ENVIRONMENT.test(text) || FILE_CONTENT.test(text)),
    hosts: [...new Set([...hosts, ...listLookedUp(call.name, address?.texts[0] ?? '')])],
  };
}

/** The ending of a name that is looked up: data is put before it, and reaches whoever serves that zone. */
function listLookedUp(name: string, text: string): string[] {
  if (!/^dns\.|gethostbyname|getaddrinfo|\bLookup/.test(name)) return [];
  const found = /(?:\}|["'`+]\s*["'`]?)\.((?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24})["'`]$/i.exec(text)?.[1];
  return found === undefined ? [] : [found.toLowerCase()];
}
