/** What marks an object of the engine as made by this product, and tells whose it is. Labels can't be changed later. */
export const BOX_LABELS = {
  /** On everything: nothing without it is ever removed. */
  product: 'mcp-trust.sandbox',
  run: 'mcp-trust.run',
  /** The process that made it: see `formatOwner`. */
  owner: 'mcp-trust.owner',
  /** ISO 8601 UTC: when it is nobody's any more, even where its owner can't be asked for. */
  expires: 'mcp-trust.expires',
  /** On a volume that outlives its run on purpose, with any value. */
  cache: 'mcp-trust.cache',
} as const;

/** Every name of a container, network or volume of ours starts so. */
export const BOX_NAME_PREFIX = 'mcp-trust-';
