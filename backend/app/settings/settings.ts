import { z } from 'zod';
import { configurationSchema, type Configuration } from '../configuration/configuration.ts';

const keySchema = z.object({
  name: z.string().min(1).max(100),
  pem: z.string().min(1).max(16 * 1024),
  validFrom: z.string().nullable(),
  validUntil: z.string().nullable(),
  origin: z.enum(['configured', 'accepted']),
});

/** A key that a person added or accepted, as text. */
export type KeySource = z.infer<typeof keySchema>;

/**
 * What a world is opened with: the configuration with the contents of the files it names.
 * This is also the stored form of the panel's settings.
 */
export const settingsStateSchema = configurationSchema
  .omit({ signatures: true, certificateAuthority: true })
  .extend({
    signatures: configurationSchema.shape.signatures.unwrap().omit({ keys: true, trustedRoot: true }).prefault({}),
    /** Keys beside (or, with `replaceBuiltInKeys`, instead of) the built-in one. */
    keys: z.array(keySchema).max(50).default([]),
    replaceBuiltInKeys: z.boolean().default(false),
    /** Sigstore trusted root JSON; null uses the built-in one. */
    trustedRoot: z.string().nullable().default(null),
    /** PEM text of additional certificate authorities. */
    certificateAuthority: z.string().nullable().default(null),
  });

export type SettingsState = z.infer<typeof settingsStateSchema>;

export const DEFAULT_SETTINGS: SettingsState = settingsStateSchema.parse({});

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
    keys: pems.map(({ file, pem }) => ({ name: file, pem, validFrom: null, validUntil: null, origin: 'configured' })),
    replaceBuiltInKeys: keys !== undefined,
    trustedRoot: trustedRoot === undefined ? null : await readText(trustedRoot),
    certificateAuthority: certificateAuthority === null ? null : await readText(certificateAuthority),
  };
}
