/** A login for one registry. `identityToken` is an OAuth 2 refresh token, as `docker login` may leave one. */
export type RegistryLogin =
  | { readonly kind: 'password'; readonly username: string; readonly password: string }
  | { readonly kind: 'identityToken'; readonly identityToken: string };

/**
 * Finds the login for a registry host (`docker.io`, `registry.corp:5000`), null where there is none.
 * Only asked after that very host has answered with a challenge.
 */
export type Credentials = (registry: string) => Promise<RegistryLogin | null>;

/** No logins at all. */
export const noCredentials: Credentials = () => Promise.resolve(null);
