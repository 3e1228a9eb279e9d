import type { CommandSubject } from '../../contract/commands.ts';
import { formatRepository, type Repository } from '../../core/image/repository.ts';
import { isSignedRepository } from '../verify/is-signed-repository.ts';
import type { SubjectVerification } from '../verify/verify-subject.ts';
import type { World } from '../world.ts';

const COMMIT = /^[0-9a-f]{40}$/i;

/** What the commands of a verification name. */
export function toCommandSubject({ subject, facts, decision }: SubjectVerification, world: World): CommandSubject {
  const { signature } = facts;
  const catalog = facts.catalog.known ? facts.catalog.value : null;
  const entry = catalog?.entry.known === true ? catalog.entry.value : null;
  const { label, claim } = decision.revision;
  return {
    local: subject.kind === 'local' ? subject.image.id : null,
    repository: formatRepository(subject.repository),
    digest: signature.state === 'verified' ? signature.signature.digest : subject.digest,
    signatureRepository: signatureRepositoryOf(world, subject.repository),
    keyFile: world.handbook.keyFile,
    claim,
    catalogSource: world.handbook.catalogSource,
    catalogBranch: world.handbook.catalogBranch,
    server: entry?.name ?? catalog?.history?.server ?? null,
    project: entry?.source?.project ?? null,
    branch: entry?.source?.branch ?? null,
    commit: label !== null && COMMIT.test(label) ? label : null,
  };
}

/** Outside of the signed namespaces cosign looks beside the image. */
function signatureRepositoryOf(world: World, repository: Repository): string {
  return formatRepository(isSignedRepository(world.policy, repository) ? world.signatureRepository : repository);
}
