import { Box } from '@mui/material';
import type { ReactNode } from 'react';
import type { WireSettings } from '../../../../backend/contract/api.ts';
import { collectErrors } from './collect-errors.ts';
import { DraftSection } from './draft-section.tsx';
import { isRegistryHost } from './registry-rules.ts';
import { isFilled } from './rule.ts';
import { ListEditor } from './list-editor.tsx';
import { TextSetting } from '../../components/form/text-setting.tsx';
import { useDraft } from './use-draft.ts';

const BLANK: WireSettings['registryAuth'][number] = { registry: 'docker.io', username: '', hasToken: false, token: '' };

/** Read-only tokens for registries. */
export function RegistrySection({ settings }: { readonly settings: WireSettings }): ReactNode {
  const draft = useDraft({
    settings,
    read: ({ registryAuth }) => ({ registryAuth }),
    write: (all, { registryAuth }) => ({ ...all, registryAuth: registryAuth.map(({ token, ...entry }) => (token === undefined || token === '' ? entry : { ...entry, token })) }),
    validate: ({ registryAuth }) => collectErrors(Object.fromEntries(registryAuth.flatMap((entry, index) => [
      [`registry${index}`, isRegistryHost(entry.registry)], [`username${index}`, isFilled(entry.username)],
      [`token${index}`, entry.hasToken ? null : isFilled(entry.token ?? '')],
    ]))),
  });
  return (
    <DraftSection title="Registry tokens" affects="Raises the limits of registries and opens private ones. A token goes to its own registry alone; use one that may only read." draft={draft}>
      <ListEditor items={draft.part.registryAuth} noun="token" nothing="No tokens: registries are asked anonymously." blank={BLANK} onChange={(registryAuth) => { draft.change({ registryAuth }); }}
        renderItem={(entry, change, index) => (
          <Box sx={{ display: 'flex', gap: 1.5, flexWrap: 'wrap', '& > *': { flex: '1 1 160px' } }}>
            <TextSetting label="Registry" value={entry.registry} error={draft.errors[`registry${index}`]} onChange={(registry) => { change({ registry }); }} />
            <TextSetting label="User name" value={entry.username} error={draft.errors[`username${index}`]} onChange={(username) => { change({ username }); }} />
            <TextSetting label="Token" isSecret value={entry.token ?? ''} error={draft.errors[`token${index}`]} help={entry.hasToken ? 'One is kept; leave this empty to keep it.' : ''} onChange={(token) => { change({ token }); }} />
          </Box>
        )} />
    </DraftSection>
  );
}
