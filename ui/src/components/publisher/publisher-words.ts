import type { Verification } from '../../../../backend/contract/verification.ts';
import type { IconName } from '../icon/icon-paths.ts';

export type WirePublisher = Verification['publisher'];

interface Words {
  readonly word: string;
  /** Before a name. */
  readonly shortWord: string;
  readonly icon: IconName;
}

export const PUBLISHER_LEVELS: Readonly<Record<WirePublisher['level'], Words>> = {
  known: { word: 'Known publisher', shortWord: 'Known', icon: 'rosette' },
  community: { word: 'Community', shortWord: 'Community', icon: 'people' },
  unknown: { word: 'Unknown publisher', shortWord: 'Unknown', icon: 'stranger' },
};

export const PUBLISHER_BUILDERS: Readonly<Record<WirePublisher['builtBy'], Omit<Words, 'shortWord'>>> = {
  docker: { word: 'Built by Docker', icon: 'container' },
  publisher: { word: 'Built by publisher', icon: 'hammer' },
  unknown: { word: 'Builder unknown', icon: 'question' },
};
