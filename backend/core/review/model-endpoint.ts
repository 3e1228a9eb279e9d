/** Whose interface a model is reached by; `local` is any endpoint that speaks OpenAI's, the Docker Model Runner first. */
export const PROVIDERS = ['anthropic', 'openai', 'local'] as const;
export type Provider = (typeof PROVIDERS)[number];
