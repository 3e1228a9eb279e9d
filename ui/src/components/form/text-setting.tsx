import { TextField } from '@mui/material';
import type { ReactNode } from 'react';

interface TextSettingProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly error?: string | undefined;
  readonly help?: string;
  readonly placeholder?: string;
  readonly isMultiline?: boolean;
  readonly isSecret?: boolean;
}

/** A text field with its rule's message beside it. */
export function TextSetting({ label, value, onChange, error, help, placeholder, isMultiline = false, isSecret = false }: TextSettingProps): ReactNode {
  return (
    <TextField
      label={label} value={value} onChange={(event) => { onChange(event.target.value); }} error={error !== undefined} helperText={error ?? help} placeholder={placeholder ?? ''}
      size="small" fullWidth multiline={isMultiline} minRows={isMultiline ? 3 : 1} maxRows={8} type={isSecret ? 'password' : 'text'}
      slotProps={{ htmlInput: { spellCheck: false, autoComplete: isSecret ? 'new-password' : 'off', style: isMultiline ? { fontFamily: 'monospace', fontSize: 13 } : {} } }}
    />
  );
}
