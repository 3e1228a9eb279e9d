import { z } from 'zod';
import { configurationSchema } from '../configuration/configuration.ts';

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
