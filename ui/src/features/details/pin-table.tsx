import { Box, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import type { ReactNode } from 'react';
import { toDate } from '../../components/text/age.ts';
import { ShortHash } from '../../components/text/short-hash.tsx';
import type { PinMark } from './pin-marks.ts';

/** The same pins as text, newest first. */
export function PinTable({ marks }: { readonly marks: readonly PinMark[] }): ReactNode {
  return (
    <Box tabIndex={0} role="region" aria-label="All pins" sx={{ maxHeight: 260, overflow: 'auto' }}>
      <Table size="small">
        <TableHead><TableRow><TableCell>Commit</TableCell><TableCell>From</TableCell><TableCell>Until</TableCell><TableCell>Remark</TableCell></TableRow></TableHead>
        <TableBody>
          {marks.toReversed().map(({ interval, isCurrent, isThisImage }) => (
            <TableRow key={`${interval.commit}:${interval.from}`}>
              <TableCell><ShortHash hash={interval.commit} /></TableCell>
              <TableCell>{toDate(interval.from)}</TableCell>
              <TableCell>{interval.until === null ? 'now' : toDate(interval.until)}</TableCell>
              <TableCell>{[isCurrent ? 'current' : null, isThisImage ? 'this image' : null].filter((word) => word !== null).join(', ')}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Box>
  );
}
