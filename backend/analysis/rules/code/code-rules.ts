import type { Rule } from '../../rule.ts';
import { changingDescription } from './changing-description.ts';
import { computedImport } from './computed-import.ts';
import { conditionalTrigger } from './conditional-trigger.ts';
import { credentialFiles } from './credential-files.ts';
import { disabledTls } from './disabled-tls.ts';
import { disguisedCall } from './disguised-call.ts';
import { dockerSocket } from './docker-socket.ts';
import { downloadAndRun } from './download-and-run.ts';
import { dynamicCode } from './dynamic-code.ts';
import { environmentDump } from './environment-dump.ts';
import { hiddenText } from './hidden-text.ts';
import { metadataAddress } from './metadata-address.ts';
import { outgoingData } from './outgoing-data.ts';
import { pathTraversal } from './path-traversal.ts';
import { persistence } from './persistence.ts';
import { requestToArgument } from './request-to-argument.ts';
import { shellCommand } from './shell-command.ts';
import { silentCopy } from './silent-copy.ts';
import { splitName } from './split-name.ts';
import { unsafeLoading } from './unsafe-loading.ts';

/** The rules over code, in the order of docs/rules.md. */
export const CODE_RULES: readonly Rule[] = [
  shellCommand,
  dynamicCode,
  unsafeLoading,
  computedImport,
  downloadAndRun,
  hiddenText,
  splitName,
  disguisedCall,
  outgoingData,
  silentCopy,
  environmentDump,
  credentialFiles,
  pathTraversal,
  requestToArgument,
  metadataAddress,
  disabledTls,
  dockerSocket,
  persistence,
  conditionalTrigger,
  changingDescription,
];
