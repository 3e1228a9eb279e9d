import type { SourceFile } from '../rule.ts';
import { listImports, toModule, type Bindings } from './bindings.ts';
import { listDefinitions } from './definitions.ts';
import { perFile } from './per-file.ts';

/** `require("x")`, also as compilers and bundlers wrap it. */
const REQUIRED = /^(?:await\s+)?(?:[\w$.]{1,40}\()?(?:require|import)\(\s*["'`]([^"'`\n]{1,300})["'`]\s*\)\)?(?:\.default)?(\.[\w$]+)?/;
/** The same without a name in between: `require("x").run()`, white space taken away. */
const REQUIRED_IN_PLACE = /^\(?(?:await)?(?:require|import)\(["'`]([^"'`\n]{1,300})["'`]\)\)?((?:\.[\w$]{1,80}){1,4})$/;
/** `import("x").then((module) => …)`, also with a pattern for the parameter. */
const REQUIRED_LATER = /\bimport\(\s*["'`]([^"'`\n]{1,300})["'`]\s*\)\s*\.then\(\s*(?:async\s)?\s*\(?\s*(?:([\w$]{1,80})|\{([^{}\n]{1,300})\})\s*\)?\s*=>/g;
/** A wrapper that leaves a function what it is. */
const WRAPPED = /^(?:[\w$]+\.)?(?:promisify|bind|partial|functools\.partial)\(\s*([\w$.]{1,120})/;
/** An object that a library makes to speak through: calls on it are the library's. */
const INSTANCE = /^(?:await\s+)?(?:new\s+)?([\w$]{1,40}(?:\.[\w$]{1,40})?)\(/;
const INSTANCE_NAMES: Readonly<Record<string, string>> = {
  'axios.create': 'axios',
  'got.extend': 'got',
  'ky.create': 'ky',
  'httpx.Client': 'httpx',
  'httpx.AsyncClient': 'httpx',
  'requests.Session': 'requests',
  'requests.session': 'requests',
  'aiohttp.ClientSession': 'aiohttp',
  'pathlib.Path': 'pathlib.Path',
};
const PLAIN = /^([\w$]{1,80}(?:\.[\w$]{1,80}){1,3})\s*;?$/;

/** All local names of a file to what they stand for: imports, `require`, `promisify(exec)`, `const run = childProcess.exec`. */
export const listBindings: (file: SourceFile) => Bindings = perFile((file) => {
  const names = new Map(listImports(file));
  for (const [name, origin] of listRequiredLater(file.text)) if (!names.has(name)) names.set(name, origin);
  for (const { name, property, text } of listDefinitions(file)) {
    const origin = names.has(name) ? null : toOrigin(text, names);
    if (origin !== null) names.set(name, property === null ? origin : `${origin}.${property}`);
  }
  return names;
});

function listRequiredLater(text: string): readonly (readonly [name: string, origin: string])[] {
  return [...text.matchAll(REQUIRED_LATER)].flatMap(([, module = '', whole, pattern = '']) => {
    if (whole !== undefined) return [[whole, toModule(module)] as const];
    const parts = [...pattern.matchAll(/([\w$]{1,80})(?:\s*:\s*([\w$]{1,80}))?/g)];
    return parts.map(([, property = '', name = property]) => [name, `${toModule(module)}.${property}`] as const);
  });
}

function toOrigin(text: string, names: Bindings): string | null {
  const required = REQUIRED.exec(text);
  if (required !== null) return toModule(required[1] ?? '') + (required[2] ?? '');
  const made = INSTANCE.exec(text)?.[1];
  if (made !== undefined) {
    const instance = INSTANCE_NAMES[resolveWith(names, made)];
    if (instance !== undefined) return instance;
  }
  const inner = WRAPPED.exec(text)?.[1] ?? PLAIN.exec(text)?.[1];
  if (inner === undefined) return null;
  const [first = ''] = inner.split('.');
  return names.has(first) ? resolveWith(names, inner) : null;
}

function resolveWith(names: Bindings, dotted: string): string {
  const [first = '', ...rest] = dotted.split('.');
  return [names.get(first) ?? first, ...rest].join('.');
}

/** A dotted name, resolved: `cp.exec` to `child_process.exec`. What a compiler writes around it is taken away. */
export function resolveName(file: SourceFile, written: string): string {
  const plain = written.replace(/^\(0,\s*([^)]*)\)$/, '$1').replaceAll(/\?\.|\s+/g, (match) => (match === '?.' ? '.' : '')).replace(/<.*>$/, '');
  const inPlace = REQUIRED_IN_PLACE.exec(plain);
  if (inPlace !== null) return (toModule(inPlace[1] ?? '') + (inPlace[2] ?? '')).replace(/\.default\b/, '');
  if (!/^[\w$#.]+$/.test(plain)) {
    const last = /\.([\w$]+)$/.exec(plain)?.[1];
    return last === undefined ? '' : `().${last}`;
  }
  return resolveWith(listBindings(file), plain).replace(/\.default\b/, '');
}
