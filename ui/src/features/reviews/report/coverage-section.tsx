import { Box, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import type { WireReview } from '../../../../../backend/contract/review.ts';
import { Disclosure } from '../../../components/disclosure.tsx';
import { countOf } from '../../../components/text/age.ts';
import { toBytes } from '../../../components/text/amounts.ts';
import { OuterText } from '../../../components/text/outer-text.tsx';
import { toPlainText } from '../../../components/text/plain-text.ts';

const REASONS: Readonly<Record<string, string>> = {
  binary: 'not text', too_large: 'too large', too_many_files: 'beyond the number of files', link_outside: 'a link out of the tree', not_regular: 'not a regular file', name_not_utf8: 'a name that is not UTF-8',
  path_too_long: 'path too long', not_utf8: 'not UTF-8', unreadable: 'could not be read', parse_timeout: 'took too long to parse', parse_failed: 'could not be parsed', lfs_pointer: 'kept elsewhere (Git LFS)',
  submodule: 'a submodule', time_limit: 'the time limit came first', budget: 'the budget was used up',
};

/** How much of the source was really read, and what was not, each with its reason. */
export function CoverageSection({ coverage }: Pick<WireReview, 'coverage'>): ReactNode {
  const { files, bytes, skipped, skippedCount } = coverage;
  const left = skippedCount - skipped.length;
  return (
    <Box>
      <Typography variant="body2">Read {files.toLocaleString('en')} of {countOf(files + skippedCount, 'file')} ({toBytes(bytes)}).{skippedCount === 0 ? ' Nothing was left out.' : ` ${countOf(skippedCount, 'file')} ${skippedCount === 1 ? 'was' : 'were'} not read: nothing is known of ${skippedCount === 1 ? 'it' : 'them'}.`}</Typography>
      {skipped.length > 0 && (
        <Disclosure summary="Files that were not read">
          <Box component="ul" tabIndex={0} aria-label="Files that were not read" sx={{ m: 0, pl: 2.5, maxHeight: 260, overflowY: 'auto', fontSize: 13 }}>
            {skipped.map(({ file, reason }, index) => <li key={index}><Box component="code" sx={{ overflowWrap: 'anywhere' }}><OuterText text={file} maxCharacters={300} /></Box>: {REASONS[reason] ?? toPlainText(reason, 60)}</li>)}
            {left > 0 && <li>and {left.toLocaleString('en')} more</li>}
          </Box>
        </Disclosure>
      )}
    </Box>
  );
}
