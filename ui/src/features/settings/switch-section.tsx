import { FormControlLabel, Switch } from '@mui/material';
import type { ReactNode } from 'react';
import type { WireSettings } from '../../../../backend/contract/api.ts';
import { ProblemNotice } from '../../components/notice/problem-notice.tsx';
import { useTransport } from '../../lib/backend.ts';
import { SectionFrame } from '../../components/form/section-frame.tsx';
import { putSettings } from './settings-requests.ts';
import { useSave } from './use-save.ts';

interface SwitchSectionProps {
  readonly settings: WireSettings;
  readonly setting: 'offline' | 'remoteIcons';
  readonly title: string;
  readonly affects: string;
  readonly label: string;
}

/** A setting with two states; it is saved at once. */
export function SwitchSection({ settings, setting, title, affects, label }: SwitchSectionProps): ReactNode {
  const transport = useTransport();
  const { save, isSaving, problem } = useSave((next: WireSettings) => putSettings(transport, next));
  return (
    <SectionFrame title={title} affects={affects}>
      <FormControlLabel control={<Switch checked={settings[setting]} disabled={isSaving} slotProps={{ input: { role: 'switch' } }} onChange={(_event, checked) => { save({ ...settings, [setting]: checked }); }} />} label={label} />
      {problem !== null && <ProblemNotice title="This was not saved" problem={problem} />}
    </SectionFrame>
  );
}
