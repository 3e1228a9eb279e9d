import ts from 'typescript';

/** Ways of a module to reach the world without an import. */
const REACHING = new Set(['process', 'fetch', 'XMLHttpRequest', 'WebSocket', 'performance', 'console', 'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'require', 'globalThis', 'Intl', 'eval', 'Function']);
const REACHING_MEMBERS = new Set(['Date.now', 'Math.random', 'crypto.randomUUID', 'crypto.getRandomValues']);

/** Uses of clock, chance, environment, network or console in a text that should only compute, as `line: name`. */
export function listReaches(text: string): string[] {
  const source = ts.createSourceFile('core.ts', text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const report = (node: ts.Node, name: string): void => {
    found.push(`${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}: ${name}`);
  };
  const visit = (node: ts.Node): void => {
    const name = toReach(node);
    if (name !== null) report(node, name);
    node.forEachChild(visit);
  };
  visit(source);
  return found;
}

function toReach(node: ts.Node): string | null {
  if (ts.isPropertyAccessExpression(node)) return REACHING_MEMBERS.has(node.getText()) ? node.getText() : null;
  if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && (node.arguments?.length ?? 0) === 0) return 'new Date()';
  if (ts.isCallExpression(node) && node.expression.getText() === 'Date') return 'Date()';
  if (ts.isMetaProperty(node)) return 'import.meta';
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) return 'import()';
  return ts.isIdentifier(node) && REACHING.has(node.text) && isUse(node) ? node.text : null;
}

/** A name in use: not a member of something else, not a key, and not a name that is being declared. */
function isUse(node: ts.Identifier): boolean {
  const { parent } = node;
  // A policy may "require"; only a call loads.
  if (node.text === 'require') return ts.isCallExpression(parent) && parent.expression === node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isPropertyAssignment(parent) || ts.isPropertySignature(parent) || ts.isMethodSignature(parent) || ts.isMethodDeclaration(parent) || ts.isPropertyDeclaration(parent)) return parent.name !== node;
  return !(ts.isTypeReferenceNode(parent) || ts.isQualifiedName(parent) || ts.isImportSpecifier(parent));
}
