declare const repositoryBrand: unique symbol;

/**
 * A repository in canonical form: registry host (with port where given, `docker.io` for Docker Hub in all its
 * spellings) and lower-case path (`library/` added for official images). Made by `parseReference` or `parseRepository` only.
 */
export interface Repository {
  readonly registry: string;
  readonly path: string;
  readonly [repositoryBrand]: true;
}
