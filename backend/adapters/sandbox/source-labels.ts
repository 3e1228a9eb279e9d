/** Labels of volumes that hold source, beside those of every box. */
export const SOURCE_LABELS = {
  /** Hash of project, commits and folder. */
  key: 'mcp-trust.source.key',
  project: 'mcp-trust.source.project',
  head: 'mcp-trust.source.head',
  /** Empty for a full review. */
  base: 'mcp-trust.source.base',
  /** On a mark: the volume that it says is complete. */
  volume: 'mcp-trust.source.volume',
  bytes: 'mcp-trust.source.bytes',
  used: 'mcp-trust.source.used',
} as const;
