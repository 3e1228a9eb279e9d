/** Where programs in the sandbox find the trees. */
export const SOURCE_MOUNT = '/source';
export const HEAD_TREE = `${SOURCE_MOUNT}/head`;
export const BASE_TREE = `${SOURCE_MOUNT}/base`;
