import { Box, Button, IconButton, Tooltip, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { Icon } from '../../components/icon/icon.tsx';

interface ListEditorProps<Item> {
  readonly items: readonly Item[];
  readonly noun: string;
  readonly nothing: string;
  readonly blank: Item;
  readonly onChange: (items: Item[]) => void;
  readonly renderItem: (item: Item, change: (change: Partial<Item>) => void, index: number) => ReactNode;
}

/** A list of alike things that can be added, changed and removed. */
export function ListEditor<Item extends object>({ items, noun, nothing, blank, onChange, renderItem }: ListEditorProps<Item>): ReactNode {
  return (
    <>
      {items.length === 0 && <Typography variant="body2" color="text.secondary">{nothing}</Typography>}
      {items.map((item, index) => (
        <Box key={index} role="group" aria-label={`${noun} ${index + 1}`} sx={{ display: 'flex', gap: 1, alignItems: 'flex-start', p: 1.5, border: 1, borderColor: 'divider', borderRadius: 1 }}>
          <Box sx={{ flex: 1, minWidth: 0, display: 'flex', flexDirection: 'column', gap: 1.5 }}>
            {renderItem(item, (change) => { onChange(items.map((other, at) => (at === index ? { ...other, ...change } : other))); }, index)}
          </Box>
          <Tooltip title={`Remove ${noun} ${index + 1}`}>
            <IconButton aria-label={`Remove ${noun} ${index + 1}`} onClick={() => { onChange(items.filter((_, at) => at !== index)); }}><Icon name="trash" /></IconButton>
          </Tooltip>
        </Box>
      ))}
      <Box><Button size="small" startIcon={<Icon name="plus" />} onClick={() => { onChange([...items, blank]); }}>Add {noun}</Button></Box>
    </>
  );
}
