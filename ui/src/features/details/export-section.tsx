import { Box, Button, Typography } from '@mui/material';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Verification } from '../../../../backend/contract/verification.ts';
import { Disclosure } from '../../components/disclosure.tsx';
import { Icon } from '../../components/icon/icon.tsx';
import { ProblemNotice } from '../../components/notice/problem-notice.tsx';
import { CopyButton } from '../../components/text/copy-button.tsx';
import { toPlainText } from '../../components/text/plain-text.ts';
import { useTransport } from '../../lib/backend.ts';
import { asProblem } from '../../lib/loadable.ts';
import { saveFile } from '../../lib/save-file.ts';
import { fetchExport } from './fetch-export.ts';
import type { ExportFormat } from './fetch-export.ts';

/** Longest raw answer that is drawn; copying always takes all of it. */
const MAX_SHOWN_JSON = 200_000;
const TYPES: Readonly<Record<ExportFormat, string>> = { markdown: 'text/markdown', json: 'application/json' };

/** The answer as it is, to copy, and as a report to keep. */
export function ExportSection({ rowKey, verification }: { readonly rowKey: string; readonly verification: Verification }): ReactNode {
  const transport = useTransport();
  const save = useMutation({
    mutationFn: async (format: ExportFormat) => {
      const { text, fileName } = await fetchExport(transport, format, rowKey);
      saveFile(fileName, text, TYPES[format]);
      return fileName;
    },
  });
  const json = JSON.stringify(verification, null, 2);
  return (
    <Box component="section" aria-label="Export">
      <Typography variant="subtitle1" component="h3" gutterBottom sx={{ fontWeight: 600 }}>Export</Typography>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
        <Button size="small" variant="outlined" startIcon={<Icon name="download" />} disabled={save.isPending} onClick={() => { save.mutate('markdown'); }}>Markdown</Button>
        <Button size="small" variant="outlined" startIcon={<Icon name="download" />} disabled={save.isPending} onClick={() => { save.mutate('json'); }}>JSON</Button>
      </Box>
      <Typography role="status" variant="caption" color="text.secondary" component="p" sx={{ minHeight: 18 }}>{save.isSuccess ? `Saved as ${toPlainText(save.data, 100)}.` : ''}</Typography>
      {save.error !== null && <ProblemNotice title="The report could not be made" problem={asProblem(save.error)} />}
      <Disclosure summary="Raw answer (JSON)">
        <Box sx={{ position: 'relative' }}>
          <Box sx={{ position: 'absolute', top: 4, right: 4 }}><CopyButton text={json} label="Copy the raw JSON" /></Box>
          <Box component="pre" tabIndex={0} aria-label="Raw JSON" sx={{ m: 0, p: 1.5, maxHeight: 320, overflow: 'auto', fontSize: 12, borderRadius: 1, backgroundColor: 'action.hover', '& bdi': { whiteSpace: 'pre' } }}>
            {json.slice(0, MAX_SHOWN_JSON).split('\n').map((line) => toPlainText(line)).join('\n')}
          </Box>
        </Box>
      </Disclosure>
    </Box>
  );
}
