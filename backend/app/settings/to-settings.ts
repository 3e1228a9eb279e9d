import type { Configuration } from '../configuration/configuration.ts';
import type { SettingsState } from './settings.ts';

/** Reads the text of a file that the configuration names; throws PortError `file_unreadable`. */
export type ReadText = (path: string) => Promise<string>;

/** A configuration file's settings, with the files that it names read in. */
export async function toSettings(configuration: Configuration, readText: ReadText): Promise<SettingsState> {
  const { signatures, certificateAuthority, ...rest } = configuration;
  const { keys, trustedRoot, ...policy } = signatures;
  const pems = await Promise.all((keys ?? []).map(async (file) => ({ file, pem: await readText(file) })));
  return {
    ...rest,
    signatures: policy,
    keys: pems.map(({ file, pem }) => ({ name: nameOf(file), pem, validFrom: null, validUntil: null, origin: 'configured' })),
    replaceBuiltInKeys: keys !== undefined,
    trustedRoot: trustedRoot === undefined ? null : await readText(trustedRoot),
    certificateAuthority: certificateAuthority === null ? null : await readText(certificateAuthority),
  };
}

/** `docker-mcp` for `keys/docker-mcp.pub`: how evidence names the key. */
function nameOf(file: string): string {
  const base = file.split(/[\\/]/).at(-1) ?? file;
  return base.replace(/\.(pub|pem|key)$/i, '') || base;
}
