import type { Verification } from '../../../../backend/contract/verification.ts';
import type { IconName } from '../icon/icon-paths.ts';

export type WirePublisher = Verification['publisher'];

interface Words {
  readonly word: string;
  readonly icon: IconName;
}

export const PUBLISHER_LEVELS: Readonly<Record<WirePublisher['level'], Words>> = {
  known: { word: 'Known publisher', icon: 'rosette' },
  community: { word: 'Community', icon: 'people' },
  unknown: { word: 'Unknown publisher', icon: 'stranger' },
};

export const PUBLISHER_BUILDERS: Readonly<Record<WirePublisher['builtBy'], Words>> = {
  docker: { word: 'Built by Docker', icon: 'container' },
  publisher: { word: 'Built by publisher', icon: 'hammer' },
  unknown: { word: 'Builder unknown', icon: 'question' },
};
