import { isSameRepository } from '../../core/image/repository.ts';
import type { SignaturePlace } from './signature-place.ts';

/** Remembers where the last valid signature stood, so that the next image is asked for there first. */
export interface PlaceOrder {
  sort(places: readonly SignaturePlace[]): readonly SignaturePlace[];
  remember(place: SignaturePlace): void;
}

/** An order for one process: it saves requests and decides nothing, since every place is read until one holds a valid signature. */
export function createPlaceOrder(): PlaceOrder {
  let best: SignaturePlace | null = null;
  const isBest = (place: SignaturePlace): boolean =>
    best !== null && place.kind === best.kind && isSameRepository(place.repository, best.repository);
  return {
    sort: (places) => [...places.filter(isBest), ...places.filter((place) => !isBest(place))],
    remember: (place) => {
      best = place;
    },
  };
}
