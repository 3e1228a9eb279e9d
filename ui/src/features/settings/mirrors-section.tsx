import { Box, Checkbox, FormControlLabel } from '@mui/material';
import type { ReactNode } from 'react';
import type { WireSettings } from '../../../../backend/contract/api.ts';
import { collectErrors } from './collect-errors.ts';
import { DraftSection } from './draft-section.tsx';
import { isRegistryHost } from './registry-rules.ts';
import { ListEditor } from './list-editor.tsx';
import { TextSetting } from '../../components/form/text-setting.tsx';
import { useDraft } from './use-draft.ts';

const BLANK: WireSettings['mirrors'][number] = { of: 'docker.io', at: '', plainHttp: false, authoritative: false };

/** Registries that hold copies of others. */
export function MirrorsSection({ settings }: { readonly settings: WireSettings }): ReactNode {
  const draft = useDraft({
    settings,
    read: ({ mirrors }) => ({ mirrors }),
    write: (all, { mirrors }) => ({ ...all, mirrors }),
    validate: ({ mirrors }) => collectErrors(Object.fromEntries(mirrors.flatMap((mirror, index) => [[`of${index}`, isRegistryHost(mirror.of)], [`at${index}`, isRegistryHost(mirror.at)]]))),
  });
  return (
    <DraftSection title="Mirrors" affects="An image from a mirror counts as an image of the registry that it mirrors. Requests go to the mirror first." draft={draft}>
      <ListEditor items={draft.part.mirrors} noun="mirror" nothing="No mirrors: registries are asked directly." blank={BLANK} onChange={(mirrors) => { draft.change({ mirrors }); }}
        renderItem={(mirror, change, index) => (
          <>
            <Box sx={{ display: 'flex', gap: 1.5, flexWrap: 'wrap', '& > *': { flex: '1 1 180px' } }}>
              <TextSetting label="Mirror of" value={mirror.of} error={draft.errors[`of${index}`]} onChange={(of) => { change({ of }); }} />
              <TextSetting label="Is at" value={mirror.at} placeholder="registry.corp:5000" error={draft.errors[`at${index}`]} onChange={(at) => { change({ at }); }} />
            </Box>
            <Box>
              <FormControlLabel control={<Checkbox size="small" checked={mirror.plainHttp} onChange={(_event, plainHttp) => { change({ plainHttp }); }} />} label="Plain HTTP (anybody on the way can read and delay requests)" />
              <FormControlLabel control={<Checkbox size="small" checked={mirror.authoritative} onChange={(_event, authoritative) => { change({ authoritative }); }} />} label="Holds everything: what is missing here does not exist, and the original is never asked" />
            </Box>
          </>
        )} />
    </DraftSection>
  );
}
