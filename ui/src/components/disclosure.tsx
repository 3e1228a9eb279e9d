import { Box, ButtonBase } from '@mui/material';
import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { Icon } from './icon/icon.tsx';

interface DisclosureProps {
  readonly summary: string;
  /** What it belongs to, for screen readers, where several look alike. */
  readonly context?: string;
  readonly children: ReactNode;
}

/** Details on request. */
export function Disclosure({ summary, context, children }: DisclosureProps): ReactNode {
  const [isOpen, setIsOpen] = useState(false);
  const id = useId();
  return (
    <Box sx={{ mt: 0.5 }}>
      <ButtonBase aria-expanded={isOpen} aria-controls={isOpen ? id : undefined} onClick={() => { setIsOpen(!isOpen); }} sx={{ fontSize: 13, color: 'primary.main', gap: 0.5, borderRadius: 0.5, py: 0.25 }}>
        <Icon name={isOpen ? 'up' : 'down'} size={14} />{summary}{context === undefined ? null : <span className="screen-reader-only"> of {context}</span>}
      </ButtonBase>
      {isOpen && <Box id={id} sx={{ mt: 0.5 }}>{children}</Box>}
    </Box>
  );
}
