import { fileURLToPath } from 'node:url';

/** The built program, as it is installed. */
export const DIST = fileURLToPath(new URL('../../../dist/', import.meta.url));
export const COMMAND = `${DIST}backend/cli.js`;
export const NOT_BUILT = 'not built (npm run build)';
