import type { Repository } from '../../core/image/repository.ts';
import type { SignatureSummary } from '../../core/signature/signature.ts';
import { referencedRepository } from '../../core/verdict/referenced-repository.ts';
import type { CatalogFacts, Known } from '../../core/verdict/facts.ts';
import type { Catalog, CatalogSnapshot } from '../../ports/catalog.ts';
import { isPortError } from '../../ports/port-error.ts';

/** What the catalog knows about a repository and about the repository that the signed bytes name. */
export async function readCatalogFacts(catalog: Catalog, repository: Repository, signature: SignatureSummary): Promise<Known<CatalogFacts>> {
  try {
    return { known: true, value: toCatalogFacts(await catalog.snapshot(), { repository, signature, rewritten: catalog.status().state === 'rewritten' }) };
  } catch (error) {
    if (!isPortError(error)) throw error;
    return { known: false, code: error.code, detail: error.message };
  }
}

interface Question {
  readonly repository: Repository;
  readonly signature: SignatureSummary;
  readonly rewritten: boolean;
}

function toCatalogFacts(snapshot: CatalogSnapshot, { repository, signature, rewritten }: Question): CatalogFacts {
  const server = snapshot.serverFor(repository);
  const referenced = referencedRepository(signature, repository);
  return {
    fetchedAt: snapshot.fetchedAt,
    entry: readEntry(snapshot, repository, server),
    history: server === null ? null : snapshot.historyFor(server),
    referencedServer: referenced === null ? null : snapshot.serverFor(referenced),
    rewritten,
  };
}

function readEntry(snapshot: CatalogSnapshot, repository: Repository, server: string | null): CatalogFacts['entry'] {
  const problem = server === null ? null : snapshot.problemFor(server);
  const entry = snapshot.entryFor(repository);
  if (entry === null && problem !== null) return { known: false, code: 'catalog_unavailable', detail: `${problem.file}: ${problem.detail}` };
  return { known: true, value: entry };
}
