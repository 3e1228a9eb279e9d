import type { ReactNode } from 'react';
import type { WireSettings } from '../../../../backend/contract/api.ts';
import { collectErrors } from './collect-errors.ts';
import { DraftSection } from './draft-section.tsx';
import { isBranch, isCatalogSource } from './source-rules.ts';
import { TextSetting } from '../../components/form/text-setting.tsx';
import { useDraft } from './use-draft.ts';

/** Where servers and their pins come from. */
export function CatalogSection({ settings }: { readonly settings: WireSettings }): ReactNode {
  const draft = useDraft({
    settings,
    read: ({ catalog }) => catalog,
    write: (all, catalog) => ({ ...all, catalog }),
    validate: ({ source, branch }) => collectErrors({ source: isCatalogSource(source), branch: isBranch(branch) }),
  });
  return (
    <DraftSection title="Catalog" affects="Where servers and their pins come from. A change loads the other catalog and decides every verdict anew." draft={draft}>
      <TextSetting label="Source" value={draft.part.source} error={draft.errors['source']} help="A git repository with servers/<name>/server.yaml, or a folder." onChange={(source) => { draft.change({ source }); }} />
      <TextSetting label="Branch" value={draft.part.branch} error={draft.errors['branch']} onChange={(branch) => { draft.change({ branch }); }} />
    </DraftSection>
  );
}
