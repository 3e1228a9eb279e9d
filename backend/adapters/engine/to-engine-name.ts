import { isDigest } from '../../core/image/digest.ts';
import { formatReference, parseReference } from '../../core/image/reference.ts';

/** An image id or its beginning, as `docker images` prints it; also a possible name, which the engine tries first. */
const ID_PREFIX = /^[0-9a-f]{4,64}$/;

/**
 * The path segment that names an image to the engine: an id as it is, a reference in canonical form.
 * Nothing that is neither gets into a path.
 * @throws CodedError `reference_malformed`
 */
export function toEngineName(text: string): string {
  if (isDigest(text) || ID_PREFIX.test(text)) return text;
  return encodeURI(formatReference(parseReference(text)));
}
