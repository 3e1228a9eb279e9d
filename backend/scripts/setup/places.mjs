import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the project. */
export const root = fileURLToPath(new URL('../../..', import.meta.url));

/** The folder of the Node that the `node` package unpacks, and the program in it. */
export const ownNodeFolder = join(root, 'node_modules/node/bin');
export const ownNode = join(ownNodeFolder, process.platform === 'win32' ? 'node.exe' : 'node');
