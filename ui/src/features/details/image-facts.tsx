import { Box } from '@mui/material';
import type { ReactNode } from 'react';
import type { WireImageRow } from '../../../../backend/contract/api.ts';
import { Disclosure } from '../../components/disclosure.tsx';
import { FactList } from '../../components/fact-list.tsx';
import { PublisherMark } from '../../components/publisher/publisher-mark.tsx';
import { toExactTime } from '../../components/text/age.ts';
import { OuterText } from '../../components/text/outer-text.tsx';

const LISTED_FOR: Readonly<Record<WireImageRow['listedFor'], string>> = {
  catalog: 'its repository is the image of a server in the catalog',
  namespace: 'its repository is in a signed namespace',
  label: 'it carries an MCP label, which proves nothing',
};

/** Who published the image, and what the engine says about it. */
export function ImageFacts({ row }: { readonly row: WireImageRow }): ReactNode {
  const { verification } = row;
  const publisher = verification?.publisher ?? row.publisher;
  return (
    <Box component="section" aria-label="Publisher and image">
      <PublisherMark publisher={publisher} />
      {publisher.evidence.length > 0 && (
        <Disclosure summary="Why" context="the publisher">
          <Box component="ul" sx={{ m: 0, pl: 2.5, fontSize: 13 }}>{publisher.evidence.map((line, index) => <li key={index}><OuterText text={line} /></li>)}</Box>
        </Disclosure>
      )}
      <Disclosure summary="Image" context="this row">
        <FactList facts={{
          'listed because': LISTED_FOR[row.listedFor],
          repository: row.repository,
          ...(row.tags.length === 0 ? {} : { tags: row.tags.join(', ') }),
          digest: row.digest ?? 'none known',
          id: row.id,
          ...(verification?.image.platform === null || verification === null ? {} : { platform: verification.image.platform }),
          ...(row.createdAt === null ? {} : { created: toExactTime(row.createdAt) }),
          size: `${(row.sizeBytes / 1_000_000).toFixed(1)} MB`,
        }} />
      </Disclosure>
    </Box>
  );
}
