import type { Rule } from '../../rule.ts';
import { dockerRemoteContent } from './containers/docker-remote-content.ts';
import { dockerSecret } from './containers/docker-secret.ts';
import { dockerUnpinnedBase } from './containers/docker-unpinned-base.ts';
import { privilegedContainer } from './containers/privileged-container.ts';
import { runsAsRoot } from './containers/runs-as-root.ts';
import { agentConfiguration } from './content/agent-configuration.ts';
import { encodedLine } from './content/encoded-line.ts';
import { minifiedCode } from './content/minified-code.ts';
import { secretInSource } from './content/secret-in-source.ts';
import { addressesReviewer } from './instructions/addresses-reviewer.ts';
import { hiddenInstructions } from './instructions/hidden-instructions.ts';
import { toolShadowing } from './instructions/tool-shadowing.ts';
import { foreignDependency } from './manifests/foreign-dependency.ts';
import { goReplacement } from './manifests/go-replacement.ts';
import { imitatedDependency } from './manifests/imitated-dependency.ts';
import { installScript } from './manifests/install-script.ts';
import { packageIndex } from './manifests/package-index.ts';
import { pythonSetup } from './manifests/python-setup.ts';
import { unreadableManifest } from './manifests/unreadable-manifest.ts';
import { dangerousRemoval } from './scripts/dangerous-removal.ts';
import { downloadAndRun } from './scripts/download-and-run.ts';
import { shellBackdoor } from './scripts/shell-backdoor.ts';
import { bidirectional } from './unicode/bidirectional.ts';
import { outOfView } from './unicode/out-of-view.ts';
import { tagCharacters } from './unicode/tag-characters.ts';
import { variationSelectors } from './unicode/variation-selectors.ts';
import { zeroWidth } from './unicode/zero-width.ts';
import { workflowPermissions } from './workflows/workflow-permissions.ts';
import { workflowScriptInjection } from './workflows/workflow-script-injection.ts';
import { workflowUnpinnedAction } from './workflows/workflow-unpinned-action.ts';
import { workflowUntrustedCheckout } from './workflows/workflow-untrusted-checkout.ts';

/** The rules over manifests, Dockerfiles, workflows, descriptions and raw text, in the order of docs/rules.md. */
export const TEXT_RULES: readonly Rule[] = [
  hiddenInstructions,
  toolShadowing,
  addressesReviewer,
  tagCharacters,
  variationSelectors,
  zeroWidth,
  bidirectional,
  outOfView,
  agentConfiguration,
  encodedLine,
  minifiedCode,
  secretInSource,
  foreignDependency,
  goReplacement,
  imitatedDependency,
  installScript,
  packageIndex,
  pythonSetup,
  unreadableManifest,
  dangerousRemoval,
  downloadAndRun,
  shellBackdoor,
  dockerRemoteContent,
  dockerSecret,
  dockerUnpinnedBase,
  privilegedContainer,
  runsAsRoot,
  workflowPermissions,
  workflowScriptInjection,
  workflowUnpinnedAction,
  workflowUntrustedCheckout,
];
