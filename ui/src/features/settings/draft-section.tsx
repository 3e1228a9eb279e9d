import type { ReactNode } from 'react';
import { ProblemNotice } from '../../components/notice/problem-notice.tsx';
import { SaveLine, SectionFrame } from '../../components/form/section-frame.tsx';
import type { Draft } from './use-draft.ts';

interface DraftSectionProps<Part> {
  readonly title: string;
  readonly affects: string;
  readonly draft: Draft<Part>;
  readonly children: ReactNode;
}

/** A section whose fields are saved together. */
export function DraftSection<Part>({ title, affects, draft, children }: DraftSectionProps<Part>): ReactNode {
  const { saving } = draft;
  return (
    <SectionFrame title={title} affects={affects}>
      {children}
      {saving.problem !== null && <ProblemNotice title="This was not saved" problem={saving.problem} />}
      <SaveLine what={title} isDirty={draft.isDirty} isValid={Object.keys(draft.errors).length === 0} isSaving={saving.isSaving} isSaved={saving.isSaved} onSave={draft.submit} onReset={draft.reset} />
    </SectionFrame>
  );
}
