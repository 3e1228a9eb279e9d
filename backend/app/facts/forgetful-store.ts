import type { FactStore } from '../../ports/fact-store.ts';

/** The same store for someone who wants everything asked anew: nothing is read from it, and what is found is kept. */
export function forgetfulStore(store: FactStore): FactStore {
  return {
    read: () => null,
    readMany: () => new Map(),
    write: (key, value, expiresAt) => { store.write(key, value, expiresAt); },
    clear: () => { store.clear(); },
    health: () => store.health(),
    close: () => { store.close(); },
  };
}
