/** Which command lines the optional image holds. */
export const AGENT_VERSIONS = { claude: '2.1.330', codex: '0.169.0' } as const;

/** The last argument prints the Dockerfile of that image, in the extension's image. */
export const PRINT_DOCKERFILE = ['/backend/sandboxed.js', 'agent', '--print', 'Dockerfile'] as const;
