/** One import that breaks one rule, to see that the rule bites. */
export interface ForbiddenImport {
  readonly rule: string;
  readonly from: string;
  /** A file that is made with `export const value`, a package, or a module of Node. */
  readonly to: string;
  readonly statement: string;
}

let count = 0;

function example(rule: string, place: string, to: string): ForbiddenImport {
  count += 1;
  const from = /\.tsx?$/.test(place) ? place : `${place}/example-${count}.ts`;
  const up = '../'.repeat(from.split('/').length - 1);
  const statement = /^(backend|ui|test)\//.test(to) ? `import { value as other } from '${up}${to}';\nexport const own = other;` : `import * as outside from '${to}';\nexport const own = outside;`;
  return { rule, from, to, statement };
}

export const forbiddenImports: readonly ForbiddenImport[] = [
  example('core-is-alone', 'backend/core/image', 'backend/ports/place.ts'),
  example('core-reaches-nothing', 'backend/core/pin', 'node:fs'),
  example('core-packages-compute-only', 'backend/core/json', 'undici'),
  example('core-json-siblings', 'backend/core/json', 'backend/core/image/name.ts'),
  example('core-image-siblings', 'backend/core/image', 'backend/core/pin/pin.ts'),
  example('core-pin-siblings', 'backend/core/pin', 'backend/core/signature/seal.ts'),
  example('core-signature-siblings', 'backend/core/signature', 'backend/core/pin/pin.ts'),
  example('core-publisher-siblings', 'backend/core/publisher', 'backend/core/verdict/end.ts'),
  example('core-verdict-siblings', 'backend/core/verdict', 'backend/core/json/text.ts'),
  example('core-publisher-by-type-alone', 'backend/core/publisher', 'backend/core/pin/pin.ts'),
  example('core-verdict-by-type-alone', 'backend/core/verdict', 'backend/core/signature/seal.ts'),
  example('ports-know-core-alone', 'backend/ports', 'backend/app/use.ts'),
  example('ports-without-packages', 'backend/ports', 'dockerode'),
  example('contract-is-alone', 'backend/contract', 'backend/core/image/name.ts'),
  example('contract-reaches-nothing', 'backend/contract', 'node:crypto'),
  example('contract-packages', 'backend/contract', 'yaml'),
  example('adapters-look-inward', 'backend/adapters/store', 'backend/app/use.ts'),
  example('adapters-keep-apart', 'backend/adapters/oci', 'backend/adapters/store/keep.ts'),
  example('catalog-over-git', 'backend/adapters/catalog', 'backend/adapters/store/keep.ts'),
  example('sandbox-over-engine', 'backend/adapters/sandbox', 'backend/adapters/store/keep.ts'),
  example('core-review-siblings', 'backend/core/review', 'backend/core/signature/seal.ts'),
  example('protocol-knows-core-alone', 'backend/sandboxed/protocol', 'backend/ports/place.ts'),
  example('sandboxed-alone', 'backend/sandboxed', 'backend/ports/place.ts'),
  example('nobody-runs-sandboxed-code', 'backend/adapters/sandbox', 'backend/sandboxed/run.ts'),
  example('analysis-reaches-nothing', 'backend/analysis', 'backend/ports/place.ts'),
  example('analysis-computes-only', 'backend/analysis', 'node:fs'),
  example('analysis-runs-in-the-sandbox', 'backend/app', 'backend/analysis/rule.ts'),
  example('app-without-adapters', 'backend/app', 'backend/adapters/store/keep.ts'),
  example('app-without-http', 'backend/app', 'node:http'),
  example('api-over-use-cases', 'backend/api', 'backend/adapters/store/keep.ts'),
  example('api-not-into-core', 'backend/api', 'backend/core/image/name.ts'),
  example('cli-over-use-cases', 'backend/cli', 'backend/adapters/store/keep.ts'),
  example('cli-without-api', 'backend/cli/main.ts', 'backend/api/route.ts'),
  example('only-entries-wire', 'backend/app', 'backend/wiring/wire.ts'),
  example('entries-are-ends', 'backend/wiring', 'backend/main.ts'),
  example('samples-are-made-beforehand', 'backend/wiring', 'backend/samples/sample.ts'),
  example('samples-know-core-alone', 'backend/samples', 'backend/app/use.ts'),
  example('dockerode-has-one-place', 'backend/wiring', 'dockerode'),
  example('@ast-grep/(napi|lang-python|lang-go)-has-one-place', 'backend/app', '@ast-grep/napi'),
  example('octokit-has-one-place', 'backend/app', 'octokit'),
  example('tar-stream-has-one-place', 'backend/app', 'tar-stream'),
  example('undici-has-one-place', 'backend/adapters/engine', 'undici'),
  example('@sigstore/tuf-has-one-place', 'backend/app', '@sigstore/tuf'),
  example('hono-has-one-place', 'backend/app', 'hono'),
  example('@hono/node-server-has-one-place', 'backend/app', '@hono/node-server'),
  example('commander-has-one-place', 'backend/app', 'commander'),
  example('@docker/extension-api-client-has-one-place', 'ui/src/features/images', '@docker/extension-api-client'),
  example('sqlite-has-one-place', 'backend/app', 'node:sqlite'),
  example('panel-knows-the-contract-alone', 'ui/src/lib', 'backend/core/image/name.ts'),
  example('backend-without-panel', 'backend/wiring', 'ui/src/lib/call.ts'),
  example('features-keep-apart', 'ui/src/features/images', 'ui/src/features/settings/form.ts'),
  example('features-below-the-shell', 'ui/src/features/images', 'ui/src/app/shell.ts'),
  example('components-are-stateless', 'ui/src/components', 'ui/src/features/settings/form.ts'),
  example('components-without-queries', 'ui/src/components', '@tanstack/react-query'),
  example('lib-is-lowest', 'ui/src/lib', 'ui/src/components/chip.ts'),
  example('panel-without-node', 'ui/src/components', 'node:fs'),
  example('no-cycle', 'backend/app/first.ts', 'backend/app/second.ts'),
  example('nothing-missing', 'backend/app', 'backend/app/missing.ts'),
  example('product-without-tests', 'backend/app', 'test/support/thing.ts'),
  example('product-without-dev-packages', 'backend/app', 'fast-check'),
];

/** Imports close to forbidden ones that are allowed. */
export const allowedImports: readonly ForbiddenImport[] = [
  { ...example('core', 'backend/core/verdict/allowed-type.ts', 'backend/core/pin/pin.ts'), statement: "import type { value as other } from '../pin/pin.ts';\nexport type Own = typeof other;" },
  example('core', 'backend/core/signature/allowed-crypto.ts', 'node:crypto'),
  example('git', 'backend/adapters/catalog/allowed-git.ts', 'backend/adapters/git/run.ts'),
  example('owner', 'backend/adapters/engine/allowed-client.ts', 'dockerode'),
  example('contract', 'ui/src/lib/allowed-contract.ts', 'backend/contract/answer.ts'),
  example('wiring', 'backend/wiring/allowed-wiring.ts', 'backend/adapters/git/run.ts'),
  example('tool', 'backend/scripts/allowed-tool.ts', 'esbuild'),
];

/** The other half of the cycle above. */
export const backwardImport: readonly [string, string] = ['backend/app/second.ts', "import { own } from './first.ts';\nexport const value = own;\n"];
