import type { KnownPublisher } from './publisher.ts';

/** The list in force: a person's own entry replaces the built-in one of the same owner. Owners are in lower case. */
export function mergeKnownPublishers(builtIn: readonly KnownPublisher[], own: readonly KnownPublisher[]): readonly KnownPublisher[] {
  const byOwner = new Map([...builtIn, ...own].map((publisher) => [publisher.owner.toLowerCase(), publisher]));
  return [...byOwner].map(([owner, publisher]) => ({ ...publisher, owner }));
}

/** The entry for an owner (`host/owner`, any case); null when the list has none. Of several the last one counts. */
export function findKnownPublisher(list: readonly KnownPublisher[], owner: string): KnownPublisher | null {
  const wanted = owner.toLowerCase();
  return list.findLast((publisher) => publisher.owner.toLowerCase() === wanted) ?? null;
}
