import type { LocalSubject } from '../verify/subject.ts';
import type { World } from '../world.ts';
import type { ListedImage } from './listed-image.ts';

/** A listed image as a subject of verification. */
export function toSubject(world: World, listed: ListedImage): LocalSubject {
  return {
    kind: 'local',
    reference: listed.reference,
    repository: listed.repository,
    digest: listed.digest,
    tags: listed.tags,
    image: listed.image,
    content: world.content,
  };
}
