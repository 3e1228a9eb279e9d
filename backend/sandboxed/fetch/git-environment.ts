import { devNull } from 'node:os';

/** How git reaches the one project that this container may ask. */
export interface GitReach {
  readonly protocols: readonly ('https' | 'http' | 'file')[];
  readonly httpsProxy: string | null;
  readonly httpProxy: string | null;
  readonly noProxy: string | null;
  /** PEM file to trust instead of the image's own; null for those. */
  readonly authoritiesFile: string | null;
}

/** Blobs from this size on are streamed by git instead of being held in memory. */
const BIG_FILE = '16m';

/**
 * Settings of every call: no program of a repository's configuration runs (hooks, fsmonitor, credential helpers), each
 * object is checked, packs stay packs (a small one of large zeros would fill the disk when unpacked), and nothing but
 * the one URL is asked (no redirects, bundles, submodules, pack URIs).
 */
export function gitSettings(): string[] {
  const settings = [
    `core.hooksPath=${devNull}`, 'core.fsmonitor=false', 'core.alternateRefsCommand=', 'core.pager=cat', 'core.quotePath=false',
    `core.attributesFile=${devNull}`, `core.bigFileThreshold=${BIG_FILE}`, 'core.deltaBaseCacheLimit=32m', 'pack.threads=1',
    'credential.helper=', 'gc.auto=0', 'gc.autoDetach=false', 'maintenance.auto=false', 'init.templateDir=',
    'fetch.fsckObjects=true', 'transfer.fsckObjects=true',
    // Old clumsy writers made these; they are harmless, and no project can mend them without rewriting its history.
    ...['zeroPaddedFilemode', 'missingSpaceBeforeDate', 'badTimezone'].map((name) => `fetch.fsck.${name}=warn`),
    'fetch.unpackLimit=1', 'transfer.unpackLimit=1', 'fetch.uriProtocols=', 'transfer.bundleURI=false', 'fetch.writeCommitGraph=false',
    'fetch.recurseSubmodules=false', 'submodule.recurse=false', 'log.showSignature=false', 'log.mailmap=false',
    'i18n.logOutputEncoding=UTF-8', 'protocol.version=2', 'advice.detachedHead=false',
    'http.followRedirects=false', 'http.lowSpeedLimit=100', 'http.lowSpeedTime=30',
  ];
  return settings.flatMap((setting) => ['-c', setting]);
}

/** The whole environment of git: nothing else of the container's reaches it. */
export function gitEnvironment(reach: GitReach, surroundings: NodeJS.ProcessEnv): Record<string, string> {
  const optional = {
    PATH: surroundings['PATH'], HTTPS_PROXY: reach.httpsProxy, https_proxy: reach.httpsProxy, http_proxy: reach.httpProxy,
    NO_PROXY: reach.noProxy, no_proxy: reach.noProxy, GIT_SSL_CAINFO: reach.authoritiesFile,
  };
  const present = Object.entries(optional).flatMap(([name, value]) => (value === null || value === undefined || value === '' ? [] : [[name, value] as const]));
  return {
    GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_SYSTEM: devNull, GIT_CONFIG_GLOBAL: devNull, GIT_ATTR_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0', GIT_ASKPASS: '', SSH_ASKPASS: '', GIT_OPTIONAL_LOCKS: '0',
    // A missing object would be asked for behind our back, and a replaced one would show another history.
    GIT_NO_LAZY_FETCH: '1', GIT_NO_REPLACE_OBJECTS: '1',
    GIT_PROTOCOL_FROM_USER: '0', GIT_ALLOW_PROTOCOL: reach.protocols.join(':') || 'none', LC_ALL: 'C', LANGUAGE: 'C',
    ...Object.fromEntries(present),
  };
}
