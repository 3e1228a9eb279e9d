/** An image platform, in Go's words (OCI image index, `platform`). */
export interface Platform {
  readonly os: string;
  readonly architecture: string;
  readonly variant: string | null;
}
