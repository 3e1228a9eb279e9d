import { Box, Button, Typography } from '@mui/material';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { REVIEW_FILES } from '../../../../../backend/contract/review.ts';
import type { ReviewFileName } from '../../../../../backend/contract/review.ts';
import { Icon } from '../../../components/icon/icon.tsx';
import { ProblemNotice } from '../../../components/notice/problem-notice.tsx';
import { toPlainText } from '../../../components/text/plain-text.ts';
import { useTransport } from '../../../lib/backend.ts';
import { asProblem } from '../../../lib/loadable.ts';
import { saveFile } from '../../../lib/save-file.ts';
import { fetchReviewFile } from '../requests/fetch-review-file.ts';

const TYPES: Readonly<Record<ReviewFileName, string>> = { 'report.md': 'text/markdown', 'labels.txt': 'text/plain', 'findings.sarif': 'application/sarif+json', 'review.json': 'application/json' };

/** The four files of a review, to keep. */
export function DownloadFiles({ id }: { readonly id: string }): ReactNode {
  const transport = useTransport();
  const save = useMutation({
    mutationFn: async (name: ReviewFileName) => {
      const { fileName, text } = await fetchReviewFile(transport, id, name);
      saveFile(fileName, text, TYPES[name]);
      return fileName;
    },
  });
  return (
    <>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
        {REVIEW_FILES.map((name) => <Button key={name} size="small" variant="outlined" startIcon={<Icon name="download" />} disabled={save.isPending} onClick={() => { save.mutate(name); }}>{name}</Button>)}
      </Box>
      <Typography role="status" variant="caption" color="text.secondary" component="p" sx={{ minHeight: 18 }}>{save.isSuccess ? `Saved as ${toPlainText(save.data, 100)}.` : ''}</Typography>
      {save.error !== null && <ProblemNotice title="The file could not be made" problem={asProblem(save.error)} />}
    </>
  );
}
