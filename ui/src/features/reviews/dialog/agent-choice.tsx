import { Box, FormControl, FormControlLabel, FormLabel, Radio, RadioGroup, Typography } from '@mui/material';
import { useId } from 'react';
import type { ReactNode } from 'react';
import type { WireAgent, WireAgentOption } from '../../../../../backend/contract/review.ts';
import { toBytes } from '../../../components/text/amounts.ts';
import { CopyButton } from '../../../components/text/copy-button.tsx';
import { OuterText } from '../../../components/text/outer-text.tsx';
import { AGENT_WORDS } from '../agent-words.ts';

const STATES: Readonly<Record<WireAgentOption['state'], string>> = { ready: '', modelMissing: 'no model yet', keyMissing: 'no key yet', imageMissing: 'not installed' };

interface AgentChoiceProps {
  readonly agents: readonly WireAgentOption[];
  readonly chosen: WireAgent;
  readonly onChoose: (option: WireAgentOption) => void;
}

/** Who reads; one that is not ready says why, and how it gets ready. */
export function AgentChoice({ agents, chosen, onChoose }: AgentChoiceProps): ReactNode {
  const id = useId();
  return (
    <FormControl fullWidth>
      <FormLabel id={id}>Who reads it</FormLabel>
      <RadioGroup aria-labelledby={id} sx={{ flexWrap: 'nowrap' }} value={chosen} onChange={(_event, value) => { onChoose(agents.find(({ agent }) => agent === value) ?? agents[0] ?? missing(value)); }}>
        {agents.map((option) => (
          <Box key={option.agent} sx={{ py: 0.25, minWidth: 0, maxWidth: '100%' }}>
            <FormControlLabel value={option.agent} control={<Radio size="small" sx={{ py: 0.25 }} />} label={<AgentLabel option={option} />} sx={{ alignItems: 'flex-start', mr: 0 }} />
            {option.command !== null && option.agent === chosen && <InstallCommand option={option} command={option.command} />}
          </Box>
        ))}
      </RadioGroup>
    </FormControl>
  );
}

function missing(agent: string): never {
  throw new Error(`The agent ${agent} is not offered.`);
}

function AgentLabel({ option }: { readonly option: WireAgentOption }): ReactNode {
  const { name, meaning } = AGENT_WORDS[option.agent];
  return (
    <>
      <Typography variant="body2" component="span" sx={{ fontWeight: 600 }}>{name}</Typography>
      {option.state !== 'ready' && <Typography variant="body2" component="span" color="warning.main"> · {STATES[option.state]}</Typography>}
      <Typography variant="body2" color="text.secondary" component="span" sx={{ display: 'block' }}>{meaning}</Typography>
    </>
  );
}

/** How the agent's image gets onto the engine, once. */
function InstallCommand({ option, command }: { readonly option: WireAgentOption; readonly command: string }): ReactNode {
  const { name } = AGENT_WORDS[option.agent];
  return (
    <Box sx={{ pl: 3.5, pt: 0.5 }}>
      <Typography variant="body2">Its image is not on this engine. Run this once in a terminal{option.sizeBytes === null ? '' : `; the image takes ${toBytes(option.sizeBytes)} on disk`}:</Typography>
      <Box sx={{ display: 'flex', alignItems: 'flex-start', gap: 0.5, mt: 0.5 }}>
        <Box component="pre" tabIndex={0} aria-label={`Command that installs ${name}`} sx={{ m: 0, p: 1, flex: 1, minWidth: 0, overflowX: 'auto', fontSize: 12, borderRadius: 0.5, backgroundColor: 'action.hover' }}><OuterText text={command} maxCharacters={2_000} /></Box>
        <CopyButton text={command} label={`Copy the command that installs ${name}`} />
      </Box>
    </Box>
  );
}
