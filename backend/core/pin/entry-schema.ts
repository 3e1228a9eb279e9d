import { z } from 'zod';

/** Used for the decision: absent or null is fine, anything but a text is refused. */
const strictText = z.string().nullish().transform((value) => value ?? null);
/** Only shown: whatever is not a text is left out. */
const shownText = z.string().nullable().catch(null).default(null);

const NOTHING_SHOWN = { title: null, description: null, icon: null };
const NO_META = { category: null, tags: [] };
const NOTHING_ALLOWED = { allowHosts: [] };

/** What is read of `server.yaml`; other keys are ignored, as the catalog ignores them. */
export const entrySchema = z.object({
  name: strictText,
  image: strictText,
  type: z.enum(['server', 'remote', 'poci']).nullish().transform((value) => value ?? 'server'),
  about: z.object({ title: shownText, description: shownText, icon: shownText }).catch(NOTHING_SHOWN).default(NOTHING_SHOWN),
  meta: z.object({ category: shownText, tags: z.array(z.string()).catch([]).default([]) }).catch(NO_META).default(NO_META),
  run: z.object({ allowHosts: z.array(z.string()).catch([]).default([]) }).catch(NOTHING_ALLOWED).default(NOTHING_ALLOWED),
  source: z.object({ project: strictText, commit: strictText, branch: strictText, directory: strictText, dockerfile: strictText, buildTarget: strictText }).nullish().transform((value) => value ?? null),
});

export type EntryShape = z.infer<typeof entrySchema>;
