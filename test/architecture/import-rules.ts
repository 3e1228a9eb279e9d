import type { DependencyType, IRegularForbiddenRuleType } from 'dependency-cruiser';

/**
 * Who may import whom, as rules that forbid. Paths are regular expressions over paths relative to the project's folder.
 * The table that a person reads is docs/architecture.md.
 */

type Rule = IRegularForbiddenRuleType & { readonly name: string };

interface Arrow {
  readonly path: string | string[];
  readonly pathNot?: string | string[];
}

function forbid(name: string, from: Arrow, to: Rule['to']): Rule {
  return { name, severity: 'error', from, to };
}

/** What a part of the core may take from its siblings; `coded-error.ts` and `gap-code.ts` are everybody's. */
const CORE_SIBLINGS: Readonly<Record<string, readonly string[]>> = {
  json: [],
  image: ['json'],
  pin: ['image', 'json'],
  signature: ['image', 'json'],
  publisher: ['image', 'pin', 'signature'],
  verdict: ['image', 'pin', 'signature', 'publisher'],
  review: ['image', 'json', 'pin'],
};

/** The parts that know their siblings by type alone, but for names, and for what a sibling decides as a whole. */
const BY_TYPE_ALONE = ['publisher', 'verdict'];
const DECISIONS = '^backend/core/(pin/place-pin|publisher/decide-publisher)\\.ts$';

/** The only Node module of the core: hashes and keys are computed, nothing is reached. */
const PURE_BUILTINS = '^(node:)?crypto$';

/** Packages of the core. Each computes only. */
const PURE_PACKAGES = 'node_modules/(@sigstore/(bundle|core|protobuf-specs|verify)|@types/mdast|mdast-util-from-markdown|yaml|zod)/';

const PACKAGE: DependencyType[] = ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-bundled', 'npm-no-pkg', 'npm-unknown'];

const coreRules: Rule[] = [
  forbid('core-is-alone', { path: '^backend/core/' }, { path: '^(backend|ui|test)/', pathNot: '^backend/core/' }),
  forbid('core-reaches-nothing', { path: '^backend/core/' }, { dependencyTypes: ['core'], pathNot: PURE_BUILTINS }),
  forbid('core-packages-compute-only', { path: '^backend/core/' }, { dependencyTypes: PACKAGE, pathNot: PURE_PACKAGES }),
  ...Object.entries(CORE_SIBLINGS).map(([area, siblings]) =>
    forbid(`core-${area}-siblings`, { path: `^backend/core/${area}/` }, { path: '^backend/core/[^/]+/', pathNot: `^backend/core/(${[area, ...siblings].join('|')})/` }),
  ),
  ...BY_TYPE_ALONE.map((area) =>
    forbid(`core-${area}-by-type-alone`, { path: `^backend/core/${area}/` }, { path: '^backend/core/[^/]+/', pathNot: [`^backend/core/${area}/`, '^backend/core/image/', DECISIONS], dependencyTypesNot: ['type-only'] }),
  ),
];

const COMPOSITION = '^backend/(main\\.ts$|cli/main\\.ts$|wiring/)';

const layerRules: Rule[] = [
  forbid('ports-know-core-alone', { path: '^backend/ports/' }, { path: '^(backend|ui|test)/', pathNot: '^backend/(core|ports)/' }),
  forbid('ports-without-packages', { path: '^backend/ports/' }, { dependencyTypes: PACKAGE }),
  forbid('contract-is-alone', { path: '^backend/contract/' }, { path: '^(backend|ui|test)/', pathNot: '^backend/contract/' }),
  forbid('contract-reaches-nothing', { path: '^backend/contract/' }, { dependencyTypes: ['core'] }),
  forbid('contract-packages', { path: '^backend/contract/' }, { dependencyTypes: PACKAGE, pathNot: 'node_modules/zod/' }),
  forbid('adapters-look-inward', { path: '^backend/adapters/' }, { path: '^backend/', pathNot: '^backend/(adapters|core|ports|contract|sandboxed/protocol)/' }),
  // The catalog is a git repository: the runner of git is shared, and lies below. The sandbox runs on the engine that images are found on.
  forbid('adapters-keep-apart', { path: '^backend/adapters/([^/]+)/', pathNot: '^backend/adapters/(catalog|sandbox|registry|upstream)/' }, { path: '^backend/adapters/', pathNot: '^backend/adapters/$1/' }),
  forbid('catalog-over-git', { path: '^backend/adapters/(catalog|registry|upstream)/' }, { path: '^backend/adapters/', pathNot: ['^backend/adapters/$1/', '^backend/adapters/git/'] }),
  forbid('sandbox-over-engine', { path: '^backend/adapters/sandbox/' }, { path: '^backend/adapters/', pathNot: '^backend/adapters/(sandbox|engine)/' }),
  // What runs inside of a container shares its messages with the outside, and nothing else.
  forbid('protocol-knows-core-alone', { path: '^backend/sandboxed/protocol/' }, { path: '^backend/', pathNot: '^backend/(sandboxed/protocol|core)/' }),
  forbid('sandboxed-alone', { path: '^backend/sandboxed/' }, { path: '^backend/', pathNot: '^backend/(sandboxed|analysis|core)/' }),
  forbid('nobody-runs-sandboxed-code', { path: '^backend/', pathNot: '^backend/sandboxed/' }, { path: '^backend/(sandboxed|analysis)/', pathNot: ['^backend/sandboxed/protocol/', '^backend/analysis/'], dependencyTypesNot: ['type-only'] }),
  forbid('analysis-reaches-nothing', { path: '^backend/analysis/' }, { path: '^backend/', pathNot: '^backend/(analysis|core)/' }),
  forbid('analysis-computes-only', { path: '^backend/analysis/' }, { dependencyTypes: ['core'] }),
  forbid('analysis-runs-in-the-sandbox', { path: '^backend/', pathNot: '^backend/(analysis|sandboxed|scripts)/' }, { path: '^backend/analysis/', dependencyTypesNot: ['type-only'] }),
  forbid('app-without-adapters', { path: '^backend/app/' }, { path: '^backend/', pathNot: '^backend/(app|core|ports|contract)/' }),
  forbid('app-without-http', { path: '^backend/app/' }, { path: '^(node:)?(http|https|http2|net|tls|child_process)$' }),
  forbid('api-over-use-cases', { path: '^backend/api/' }, { path: '^backend/', pathNot: '^backend/(api|app|contract|core|ports)/' }),
  // A coded error is told from a bug by its class.
  forbid('api-not-into-core', { path: '^backend/api/' }, { path: '^backend/core/', pathNot: '^backend/core/coded-error\\.ts$', dependencyTypesNot: ['type-only'] }),
  forbid('cli-over-use-cases', { path: '^backend/cli/', pathNot: '^backend/cli/main\\.ts$' }, { path: '^backend/', pathNot: '^backend/(cli|app|contract|core|ports)/' }),
  forbid('cli-without-api', { path: '^backend/cli/' }, { path: '^backend/api/' }),
  forbid('only-entries-wire', { path: '^(backend|ui)/', pathNot: COMPOSITION }, { path: '^backend/wiring/' }),
  forbid('entries-are-ends', { path: '^(backend|ui)/' }, { path: '^backend/(main|cli/main)\\.ts$' }),
  forbid('samples-are-made-beforehand', { path: '^(backend|ui)/', pathNot: '^backend/(samples|scripts)/' }, { path: '^backend/(samples|scripts)/' }),
  forbid('samples-know-core-alone', { path: '^backend/samples/' }, { path: '^backend/', pathNot: '^backend/(samples|core|ports|contract)/' }),
];

/** Packages that speak to one outside system each, and the only place that may know them. */
const OWNERS: Readonly<Record<string, string>> = {
  dockerode: '^backend/adapters/(engine|sandbox)/',
  '@ast-grep/(napi|lang-python|lang-go)': '^backend/analysis/',
  octokit: '^backend/adapters/forge/',
  'tar-stream': '^backend/adapters/sandbox/',
  // Keys of a provider go out over the same kind of connection.
  // Keys that a publisher offers are fetched over the same kind of connection.
  undici: '^backend/(adapters/(oci|keyring|inference)/|wiring/|sandboxed/inference-proxy/)',
  '@sigstore/tuf': '^backend/(adapters|scripts)/',
  hono: '^backend/(api|wiring)/',
  '@hono/node-server': '^backend/(api/|wiring/|main\\.ts)',
  commander: '^backend/cli/',
  '@docker/extension-api-client': '^ui/src/lib/',
};

const ownerRules: Rule[] = [
  ...Object.entries(OWNERS).map(([name, owner]) => forbid(`${name}-has-one-place`, { path: '^(backend|ui)/', pathNot: owner }, { path: `node_modules/(@types/)?${name}/` })),
  forbid('sqlite-has-one-place', { path: '^backend/', pathNot: '^backend/adapters/store/' }, { path: '^(node:)?sqlite$' }),
];

const panelRules: Rule[] = [
  forbid('panel-knows-the-contract-alone', { path: '^ui/' }, { path: '^backend/', pathNot: '^backend/contract/' }),
  forbid('backend-without-panel', { path: '^backend/' }, { path: '^ui/' }),
  forbid('features-keep-apart', { path: '^ui/src/features/([^/]+)/' }, { path: '^ui/src/features/', pathNot: '^ui/src/features/$1/' }),
  forbid('features-below-the-shell', { path: '^ui/src/features/' }, { path: '^ui/src/app/' }),
  forbid('components-are-stateless', { path: '^ui/src/components/' }, { path: '^ui/src/(app|features|lib)/' }),
  forbid('components-without-queries', { path: '^ui/src/components/' }, { path: 'node_modules/@tanstack/' }),
  forbid('lib-is-lowest', { path: '^ui/src/lib/' }, { path: '^ui/src/(app|features|components)/' }),
  forbid('panel-without-node', { path: '^ui/src/' }, { dependencyTypes: ['core'] }),
];

const everywhere: Rule[] = [
  forbid('no-cycle', { path: '^(backend|ui)/' }, { circular: true }),
  forbid('nothing-missing', { path: '^(backend|ui)/' }, { couldNotResolve: true }),
  forbid('product-without-tests', { path: '^(backend|ui)/' }, { path: '^test/' }),
  forbid('product-without-dev-packages', { path: '^(backend|ui)/', pathNot: ['^backend/(samples|scripts)/', '^ui/vite\\.config\\.ts$'] }, { dependencyTypes: ['npm-dev', 'npm-no-pkg'], dependencyTypesNot: ['type-only', 'npm'] }),
];

export const importRules: readonly Rule[] = [...coreRules, ...layerRules, ...ownerRules, ...panelRules, ...everywhere];
