import type { WireImageRow, WireJob } from '../../../../backend/contract/api.ts';

/** Rows after the events of a job: an event with a verification replaces what the row knew, an error leaves it. */
export function withEvents(rows: readonly WireImageRow[], events: WireJob['events']): readonly WireImageRow[] {
  const verified = new Map(events.flatMap((event) => (event.verification === null ? [] : [[event.key, event.verification] as const])));
  if (verified.size === 0) return rows;
  return rows.map((row) => {
    const verification = verified.get(row.key);
    return verification === undefined ? row : { ...row, verification, publisher: verification.publisher };
  });
}
