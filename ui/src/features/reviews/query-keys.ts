/** Names under which answers about reviews are kept; everything that a review changes begins with `reviews`. */
export const REVIEW_KEYS = {
  all: ['reviews'],
  history: (subject: string | null) => ['reviews', 'history', subject],
  one: (id: string) => ['reviews', 'one', id],
  comparison: (older: string, newer: string) => ['reviews', 'comparison', older, newer],
  modelSettings: ['model-settings'],
} as const;
