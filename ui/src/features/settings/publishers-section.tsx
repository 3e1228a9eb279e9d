import { Box, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import type { ReactNode } from 'react';
import type { WireSettingsAnswer } from '../../../../backend/contract/api.ts';
import { Disclosure } from '../../components/disclosure.tsx';
import { OuterText } from '../../components/text/outer-text.tsx';
import { collectErrors } from './collect-errors.ts';
import { DraftSection } from './draft-section.tsx';
import { isFilled } from './rule.ts';
import { isOwner } from './source-rules.ts';
import { ListEditor } from './list-editor.tsx';
import { TextSetting } from '../../components/form/text-setting.tsx';
import { useDraft } from './use-draft.ts';

const BLANK = { owner: '', name: '', evidence: '' };

/** Who counts as a known publisher: the list that comes with the product, and one's own additions. */
export function PublishersSection({ answer }: { readonly answer: WireSettingsAnswer }): ReactNode {
  const draft = useDraft({
    settings: answer.settings,
    read: ({ publishers }) => ({ publishers }),
    write: (all, { publishers }) => ({ ...all, publishers }),
    validate: ({ publishers }) => collectErrors(Object.fromEntries(publishers.flatMap((publisher, index) => [
      [`owner${index}`, isOwner(publisher.owner)], [`name${index}`, isFilled(publisher.name)], [`evidence${index}`, isFilled(publisher.evidence)],
    ]))),
  });
  const { errors } = draft;
  return (
    <DraftSection title="Known publishers" affects="Which owners of source code are marked as known. It changes the mark, never a verdict." draft={draft}>
      <Disclosure summary={`Built-in list (${answer.builtInPublishers.length})`}><BuiltInTable publishers={answer.builtInPublishers} /></Disclosure>
      <ListEditor items={draft.part.publishers} noun="publisher" nothing="No additions of your own." blank={BLANK} onChange={(publishers) => { draft.change({ publishers }); }}
        renderItem={(publisher, change, index) => (
          <>
            <Box sx={{ display: 'flex', gap: 1.5, flexWrap: 'wrap', '& > *': { flex: '1 1 180px' } }}>
              <TextSetting label="Owner of the source" value={publisher.owner} placeholder="github.com/docker" error={errors[`owner${index}`]} onChange={(owner) => { change({ owner }); }} />
              <TextSetting label="Name" value={publisher.name} error={errors[`name${index}`]} onChange={(name) => { change({ name }); }} />
            </Box>
            <TextSetting label="Evidence" value={publisher.evidence} help="Why it is known, so that others can check it." error={errors[`evidence${index}`]} onChange={(evidence) => { change({ evidence }); }} />
          </>
        )} />
    </DraftSection>
  );
}

function BuiltInTable({ publishers }: { readonly publishers: WireSettingsAnswer['builtInPublishers'] }): ReactNode {
  return (
    <Box tabIndex={0} role="region" aria-label="Built-in list of known publishers" sx={{ maxHeight: 320, overflow: 'auto' }}>
      <Table size="small" stickyHeader>
        <TableHead><TableRow><TableCell>Owner</TableCell><TableCell>Name</TableCell><TableCell>Evidence</TableCell></TableRow></TableHead>
        <TableBody>
          {publishers.map((publisher) => (
            <TableRow key={publisher.owner}>
              <TableCell><OuterText text={publisher.owner} /></TableCell><TableCell><OuterText text={publisher.name} /></TableCell><TableCell><OuterText text={publisher.evidence} /></TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Box>
  );
}
