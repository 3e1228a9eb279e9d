import { useState } from 'react';
import type { WireSettings } from '../../../../backend/contract/api.ts';
import { useTransport } from '../../lib/backend.ts';
import { putSettings } from './settings-requests.ts';
import { useSave } from './use-save.ts';
import type { Saving } from './use-save.ts';

/** Messages by field; a field that is right has none. */
export type FieldErrors = Readonly<Record<string, string>>;

export interface Draft<Part> {
  readonly part: Part;
  readonly change: (change: Partial<Part>) => void;
  readonly errors: FieldErrors;
  readonly isDirty: boolean;
  readonly reset: () => void;
  readonly submit: () => void;
  readonly saving: Saving<WireSettings>;
}

interface DraftOptions<Part> {
  readonly settings: WireSettings;
  readonly read: (settings: WireSettings) => Part;
  readonly write: (settings: WireSettings, part: Part) => WireSettings;
  readonly validate: (part: Part) => FieldErrors;
}

/** The unsaved state of one section; saving changes nothing but that section. */
export function useDraft<Part extends object>({ settings, read, write, validate }: DraftOptions<Part>): Draft<Part> {
  const transport = useTransport();
  const [changed, setChanged] = useState<Part | null>(null);
  const saved = read(settings);
  const part = changed ?? saved;
  const saving = useSave((next: WireSettings) => putSettings(transport, next), () => { setChanged(null); });
  const errors = validate(part);
  return {
    part, errors, saving,
    change: (change) => { setChanged({ ...part, ...change }); },
    isDirty: JSON.stringify(part) !== JSON.stringify(saved),
    reset: () => { setChanged(null); },
    submit: () => { if (Object.keys(errors).length === 0) saving.save(write(settings, part)); },
  };
}
