import { formatRepository } from '../image/repository.ts';
import { notApplicable, passed, unknown } from './check.ts';
import type { Facts } from './facts.ts';
import type { Check } from './verdict.ts';

/** Which server of the catalog is this the image of? */
export function checkEntry({ catalog, subject }: Facts): Check {
  if (!catalog.known) return unknown('entry', 'not_reached', {});
  const { entry, history } = catalog.value;
  const repository = formatRepository(subject.repository);
  if (!entry.known) return unknown('entry', 'entry_unreadable', { repository, detail: entry.detail });
  if (entry.value !== null) return passed('entry', { repository, server: entry.value.name, title: entry.value.title });
  if (history === null || history.removedAt === null) return notApplicable('entry', 'not_in_catalog', { repository });
  return passed('entry', { repository, server: history.server, 'removed at': history.removedAt }, 'entry_removed');
}
