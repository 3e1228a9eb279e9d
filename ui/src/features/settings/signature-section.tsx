import { Checkbox, FormControl, FormControlLabel, FormHelperText, FormLabel, Radio, RadioGroup } from '@mui/material';
import type { ReactNode } from 'react';
import type { WireSettings } from '../../../../backend/contract/api.ts';
import { collectErrors } from './collect-errors.ts';
import { DraftSection } from './draft-section.tsx';
import { isPatternList, isRepository, splitLines } from './registry-rules.ts';
import { TextSetting } from '../../components/form/text-setting.tsx';
import { useDraft } from './use-draft.ts';

/** Where signatures are, which images must have one, and how strict the answer is. */
export function SignatureSection({ settings }: { readonly settings: WireSettings }): ReactNode {
  const draft = useDraft({
    settings,
    read: ({ signatures }) => ({ ...signatures, images: signatures.images.join('\n') }),
    write: (all, part) => ({ ...all, signatures: { ...part, images: splitLines(part.images) } }),
    validate: ({ repository, images }) => collectErrors({ repository: isRepository(repository), images: isPatternList(images) }),
  });
  const { part, change, errors } = draft;
  return (
    <DraftSection title="Signatures" affects="Which images must be signed. An unsigned image there is a mismatch; elsewhere it is unverified." draft={draft}>
      <TextSetting label="Signature repository" value={part.repository} error={errors['repository']} help="Signatures are looked for here and beside the image." onChange={(repository) => { change({ repository }); }} />
      <TextSetting label="Images that are always signed" isMultiline value={part.images} error={errors['images']} help="One pattern a line." onChange={(images) => { change({ images }); }} />
      <FormControl>
        <FormLabel id="require-label">Where an image has several signatures</FormLabel>
        <RadioGroup aria-labelledby="require-label" value={part.require} onChange={(_event, value) => { change({ require: value === 'all' ? 'all' : 'one' }); }}>
          <FormControlLabel value="one" control={<Radio size="small" />} label="one valid signature is enough" />
          <FormControlLabel value="all" control={<Radio size="small" />} label="every signature must be valid" />
        </RadioGroup>
      </FormControl>
      <FormControl>
        <FormControlLabel control={<Checkbox size="small" checked={part.strictReference} onChange={(_event, strictReference) => { change({ strictReference }); }} />} label="Fail signatures that name a repository outside the catalog" />
        <FormHelperText>Otherwise it is said in the evidence and not failed: images may be signed before they are moved.</FormHelperText>
      </FormControl>
    </DraftSection>
  );
}
