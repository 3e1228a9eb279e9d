import { z } from 'zod';
import { modelSettingsStateSchema } from '../review/model-settings.ts';

const mirrorSchema = z.strictObject({
  of: z.string().min(1),
  at: z.string().min(1),
  plainHttp: z.boolean().default(false),
  authoritative: z.boolean().default(false),
});

const registryAuthSchema = z.strictObject({ registry: z.string().min(1), username: z.string().min(1), token: z.string().min(1) });

const publisherSchema = z.strictObject({
  owner: z.string().regex(/^[a-z0-9.-]+(\/[A-Za-z0-9._-]+)+$/, 'must be host/owner, for example github.com/docker'),
  name: z.string().min(1).max(100),
  evidence: z.string().min(1).max(500),
});

/** The shape of the configuration file, with Docker's own catalog, repository and keys as defaults. */
export const configurationSchema = z.strictObject({
  catalog: z
    .strictObject({
      source: z.string().min(1).default('https://github.com/docker/mcp-registry'),
      branch: z.string().min(1).default('main'),
      maxAgeDays: z.number().positive().max(365).default(7),
    })
    .prefault({}),
  signatures: z
    .strictObject({
      repository: z.string().min(1).default('docker.io/mcp/signatures'),
      images: z.array(z.string().min(1)).max(100).default(['docker.io/mcp/*']),
      /** PEM files; when given they replace the built-in key. */
      keys: z.array(z.string().min(1)).max(50).optional(),
      /** A Sigstore trusted root JSON file; when given it replaces the built-in one. */
      trustedRoot: z.string().min(1).optional(),
      /** Where the publisher announces its current key; only ever leads to a question, never to trust. */
      publishedKey: z
        .string()
        .min(1)
        .nullable()
        .default('https://raw.githubusercontent.com/docker/keyring/main/public/mcp/latest.pub'),
      require: z.enum(['one', 'all']).default('one'),
      strictReference: z.boolean().default(false),
    })
    .prefault({}),
  mirrors: z.array(mirrorSchema).max(50).default([]),
  offline: z.boolean().default(false),
  proxy: z
    .strictObject({
      https: z.string().min(1).nullable().default(null),
      http: z.string().min(1).nullable().default(null),
      noProxy: z.string().min(1).nullable().default(null),
    })
    .prefault({}),
  /** PEM file with additional certificate authorities. */
  certificateAuthority: z.string().min(1).nullable().default(null),
  registryAuth: z.array(registryAuthSchema).max(50).default([]),
  publishers: z.array(publisherSchema).max(1000).default([]),
  remoteIcons: z.boolean().default(false),
  sandbox: z
    .strictObject({
      /** The image that reviews run in; null: this program's own. Never pulled. */
      image: z.string().min(1).max(500).nullable().default(null),
    })
    .prefault({}),
  models: modelSettingsStateSchema.prefault({}),
});

/** Everything that a person can configure, all defaults filled in. */
export type Configuration = z.infer<typeof configurationSchema>;

/** The configuration without any file. */
export const DEFAULT_CONFIGURATION: Configuration = configurationSchema.parse({});
