import { IconButton, Tooltip } from '@mui/material';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { Icon } from '../icon/icon.tsx';

const CONFIRMATION_MS = 2_000;
type CopyState = 'idle' | 'copied' | 'failed';
const TITLES: Readonly<Record<CopyState, string>> = { idle: '', copied: 'Copied', failed: 'Copying was refused' };

/** Copies a text; `label` names what is copied, e.g. "Copy the command". */
export function CopyButton({ text, label, tabIndex }: { readonly text: string; readonly label: string; readonly tabIndex?: number }): ReactNode {
  const [state, setState] = useState<CopyState>('idle');
  useEffect(() => {
    if (state === 'idle') return undefined;
    const timer = setTimeout(() => { setState('idle'); }, CONFIRMATION_MS);
    return () => { clearTimeout(timer); };
  }, [state]);
  const copy = (): void => {
    navigator.clipboard.writeText(text).then(() => { setState('copied'); }, () => { setState('failed'); });
  };
  return (
    <Tooltip title={TITLES[state] || label}>
      <IconButton size="small" aria-label={label} onClick={(event) => { event.stopPropagation(); copy(); }} tabIndex={tabIndex ?? 0}>
        <Icon name={state === 'copied' ? 'check' : 'copy'} size={16} />
        <span role="status" className="screen-reader-only">{TITLES[state]}</span>
      </IconButton>
    </Tooltip>
  );
}
