import { devNull } from 'node:os';
import type { GitCall } from '../../ports/git-runner.ts';

/**
 * Settings of every call, in front of the subcommand: nothing of a repository's or a person's configuration runs a
 * program (hooks, fsmonitor, credential helpers), and what is fetched is checked object by object.
 */
export function gitSettings(call: GitCall): string[] {
  const settings = [
    `core.hooksPath=${devNull}`, 'core.fsmonitor=false', 'core.alternateRefsCommand=', 'core.pager=cat',
    ...(call.asPerson === true ? [] : ['credential.helper=']), 'gc.auto=0', 'gc.autoDetach=false', 'maintenance.auto=false',
    'fetch.fsckObjects=true', 'transfer.fsckObjects=true',
    // Old clumsy writers made these; they are harmless, and a registry cannot mend them without rewriting its history.
    ...['zeroPaddedFilemode', 'missingSpaceBeforeDate', 'badTimezone'].map((name) => `fetch.fsck.${name}=warn`),
    'fetch.recurseSubmodules=false', 'submodule.recurse=false', 'log.showSignature=false', 'core.quotePath=false',
    'http.lowSpeedLimit=100', 'http.lowSpeedTime=30', 'http.followRedirects=initial',
  ];
  if (call.credentialHelper !== undefined) settings.push(`credential.helper=${call.credentialHelper}`);
  return settings.flatMap((setting) => ['-c', setting]);
}

/** Nobody's configuration. */
const ALONE = { GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_SYSTEM: devNull, GIT_CONFIG_GLOBAL: devNull, GIT_ATTR_NOSYSTEM: '1' };

/** Where a person's configuration lies, and what credential helpers and ssh need. */
const PERSONAL = [
  'HOME', 'USERPROFILE', 'APPDATA', 'LOCALAPPDATA', 'XDG_CONFIG_HOME', 'XDG_RUNTIME_DIR', 'DBUS_SESSION_BUS_ADDRESS', 'USER', 'LOGNAME',
  'SSH_AUTH_SOCK', 'GH_TOKEN', 'GITHUB_TOKEN', 'GIT_CONFIG_GLOBAL', 'GIT_CONFIG_NOSYSTEM', 'HTTPS_PROXY', 'https_proxy', 'NO_PROXY', 'no_proxy',
];

function personalEnvironment(surroundings: NodeJS.ProcessEnv): Record<string, string> {
  const environment: Record<string, string> = {};
  for (const name of PERSONAL) copy(environment, name, surroundings[name]);
  return environment;
}

/** The whole environment of git: what is not named here does not reach it. */
export function gitEnvironment(call: GitCall, surroundings: NodeJS.ProcessEnv): Record<string, string> {
  const environment: Record<string, string> = {
    ...(call.asPerson === true ? personalEnvironment(surroundings) : ALONE),
    GIT_TERMINAL_PROMPT: '0', GIT_ASKPASS: '', SSH_ASKPASS: '', GIT_OPTIONAL_LOCKS: '0', GIT_NO_LAZY_FETCH: '1',
    // A replaced object would show another history than the one whose ids were checked.
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_PROTOCOL_FROM_USER: '0', GIT_ALLOW_PROTOCOL: (call.protocols ?? []).join(':') || 'none',
    LC_ALL: 'C', LANGUAGE: 'C',
  };
  if (call.credentialHelper !== undefined) copy(environment, 'HOME', surroundings['HOME']);
  for (const name of ['PATH', 'SystemRoot', 'TMPDIR', 'TEMP']) copy(environment, name, surroundings[name]);
  copy(environment, 'HTTPS_PROXY', call.network?.httpsProxy);
  copy(environment, 'https_proxy', call.network?.httpsProxy);
  copy(environment, 'http_proxy', call.network?.httpProxy);
  copy(environment, 'NO_PROXY', call.network?.noProxy);
  copy(environment, 'no_proxy', call.network?.noProxy);
  copy(environment, 'GIT_SSL_CAINFO', call.network?.certificateAuthorityFile);
  return environment;
}

function copy(environment: Record<string, string>, name: string, value: string | null | undefined): void {
  if (value !== null && value !== undefined && value !== '') environment[name] = value;
}
