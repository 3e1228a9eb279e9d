import type { ReactNode } from 'react';
import { describeAge, toExactTime } from './age.ts';

/** A time as its age, with the exact time on hover. */
export function RelativeTime({ time, now }: { readonly time: string; readonly now: number }): ReactNode {
  return <time dateTime={time} title={toExactTime(time)}>{describeAge(time, now)}</time>;
}
