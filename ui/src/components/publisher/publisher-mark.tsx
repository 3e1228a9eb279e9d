import type { ReactNode } from 'react';
import { Icon } from '../icon/icon.tsx';
import { OuterText } from '../text/outer-text.tsx';
import { toPlainText } from '../text/plain-text.ts';
import { PUBLISHER_BUILDERS, PUBLISHER_LEVELS } from './publisher-words.ts';
import type { WirePublisher } from './publisher-words.ts';

/** Who published an image and who built it, each as icon and word; the evidence is shown on hover, and in the details. */
export function PublisherMark({ publisher }: { readonly publisher: WirePublisher }): ReactNode {
  const level = PUBLISHER_LEVELS[publisher.level];
  const builder = PUBLISHER_BUILDERS[publisher.builtBy];
  const evidence = publisher.evidence.map((line) => toPlainText(line)).join('\n');
  return (
    <div title={evidence === '' ? 'Nothing is known that would say more.' : evidence}>
      <div className="cell-line cell-with-icon">
        <Icon name={level.icon} size={16} />
        <span>{publisher.name === null ? level.word : <>{level.shortWord}: <OuterText text={publisher.name} maxCharacters={60} /></>}</span>
      </div>
      <div className="cell-caption cell-with-icon"><Icon name={builder.icon} size={14} /><span>{builder.word}</span></div>
    </div>
  );
}
