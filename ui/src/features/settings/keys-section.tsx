import { Box, Button, IconButton, Tooltip, Typography } from '@mui/material';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { WireSettingsAnswer, WireTrustedKey } from '../../../../backend/contract/api.ts';
import { Icon } from '../../components/icon/icon.tsx';
import { ConfirmDialog } from '../../components/notice/confirm-dialog.tsx';
import { ProblemNotice } from '../../components/notice/problem-notice.tsx';
import { toDate } from '../../components/text/age.ts';
import { CopyButton } from '../../components/text/copy-button.tsx';
import { OuterText } from '../../components/text/outer-text.tsx';
import { toPlainText } from '../../components/text/plain-text.ts';
import { useTransport } from '../../lib/backend.ts';
import { AddKeyForm } from './add-key-form.tsx';
import { SectionFrame } from '../../components/form/section-frame.tsx';
import { removeKey } from './settings-requests.ts';
import { useSave } from './use-save.ts';

const ORIGINS: Readonly<Record<WireTrustedKey['origin'], string>> = {
  builtIn: 'comes with the product', configured: 'added here', accepted: 'accepted by a person', candidate: 'published, not trusted yet',
};

/** Keys whose signatures count, with what people compare: their fingerprints. */
export function KeysSection({ answer, onCompareKeys }: { readonly answer: WireSettingsAnswer; readonly onCompareKeys: (fingerprint: string) => void }): ReactNode {
  const transport = useTransport();
  const [doomed, setDoomed] = useState<WireTrustedKey | null>(null);
  const { save: remove, isSaving, problem } = useSave((fingerprint: string) => removeKey(transport, fingerprint), () => { setDoomed(null); });
  return (
    <SectionFrame title="Trusted keys" affects="A signature counts only when it was made by one of these keys while the key was valid. Fingerprints are the base64 SHA-256 of the public key.">
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {answer.keys.map((key) => <KeyLine key={key.fingerprint} trusted={key} onRemove={() => { setDoomed(key); }} onCompare={() => { onCompareKeys(key.fingerprint); }} />)}
      </Box>
      <AddKeyForm />
      <Typography variant="body2" color="text.secondary">
        Transparency logs: trusted root{answer.trustedRoot.date !== '' && <> of <OuterText text={answer.trustedRoot.date} maxCharacters={40} /></>}, from <OuterText text={answer.trustedRoot.source} maxCharacters={200} />
        {answer.trustedRoot.logs.length > 0 && <> (<OuterText text={answer.trustedRoot.logs.join(', ')} maxCharacters={300} />)</>}.
      </Typography>
      <ConfirmDialog isOpen={doomed !== null} title="Stop trusting this key?" confirmWord="Remove the key" isDangerous isBusy={isSaving} onCancel={() => { setDoomed(null); }} onConfirm={() => { if (doomed !== null) remove(doomed.fingerprint); }}>
        <Typography><OuterText text={doomed?.name ?? ''} maxCharacters={100} /></Typography>
        <Box component="code" sx={{ overflowWrap: 'anywhere', fontSize: 13 }}>{toPlainText(doomed?.fingerprint ?? '')}</Box>
        <Typography sx={{ mt: 1.5 }}>Images that are signed by this key alone will no longer be verified.</Typography>
        {problem !== null && <ProblemNotice title="The key was not removed" problem={problem} />}
      </ConfirmDialog>
    </SectionFrame>
  );
}

function KeyLine({ trusted, onRemove, onCompare }: { readonly trusted: WireTrustedKey; readonly onRemove: () => void; readonly onCompare: () => void }): ReactNode {
  const { name, fingerprint, origin, validFrom, validUntil } = trusted;
  const validity = [validFrom === null ? null : `from ${toDate(validFrom)}`, validUntil === null ? null : `until ${toDate(validUntil)}`].filter((part) => part !== null).join(' ');
  return (
    <Box component="li" sx={{ display: 'flex', alignItems: 'center', gap: 1.5, py: 1, borderBottom: 1, borderColor: 'divider' }}>
      <Icon name="key" />
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Typography variant="body2" sx={{ fontWeight: 600 }}><OuterText text={name} maxCharacters={100} /></Typography>
        <Box component="code" sx={{ fontSize: 12, overflowWrap: 'anywhere' }}><OuterText text={fingerprint} maxCharacters={120} /></Box>
        <Typography variant="caption" component="div" color="text.secondary">{ORIGINS[origin]}{validity === '' ? '' : `; valid ${validity}`}</Typography>
      </Box>
      <CopyButton text={fingerprint} label={`Copy the fingerprint of ${toPlainText(name, 60)}`} />
      {origin === 'candidate' && <Button size="small" onClick={onCompare}>Compare…</Button>}
      {(origin === 'configured' || origin === 'accepted') && (
        <Tooltip title="Remove"><IconButton aria-label={`Remove the key ${toPlainText(name, 60)}`} onClick={onRemove}><Icon name="trash" /></IconButton></Tooltip>
      )}
    </Box>
  );
}
