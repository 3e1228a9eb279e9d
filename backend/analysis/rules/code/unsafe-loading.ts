import type { RiskLevel } from '../../../core/review/risk.ts';
import type { Reach } from '../../flow/reach.ts';
import { trace } from '../../flow/trace.ts';
import type { Hit, Rule, SourceFile } from '../../rule.ts';
import { listArguments, listCalls, type Call } from '../../syntax/calls.ts';
import { sliceOf } from '../../syntax/span.ts';
import { REACH_WORDS, toHit } from './to-hit.ts';

const LOADS = /^(?:(?:c?[pP]ickle|dill|cloudpickle|joblib|marshal|jsonpickle|shelve)\.(?:loads?|decode|open|Unpickler)|yaml\.(?:load|load_all|unsafe_load|full_load)|torch\.load|node-serialize\.unserialize|serialize-javascript\.deserialize)$/;
const WORDS = /pickle|\bdill\b|joblib|marshal|shelve|yaml|torch|serialize/;
const SAFE_YAML = /SafeLoader|BaseLoader|CSafeLoader/;
const LEVEL: Readonly<Record<Reach, RiskLevel>> = { tool: 'critical', variable: 'medium', guarded: 'low', fixed: 'low' };

function* check(file: SourceFile): Iterable<Hit> {
  if (!WORDS.test(file.text)) return;
  for (const call of listCalls(file)) {
    if (!LOADS.test(call.name) || isSafe(file, call)) continue;
    const [first] = listArguments(file, call);
    const reach = first === undefined ? 'fixed' : trace(file, first.value).reach;
    yield toHit(call, `${call.name} builds objects, and may run code, from ${REACH_WORDS[reach]}.`, LEVEL[reach]);
  }
}

/** The YAML library of JavaScript makes plain values alone. */
function isSafe(file: SourceFile, call: Call): boolean {
  if (call.name === 'torch.load') return listArguments(file, call).some(({ keyword }) => keyword === 'weights_only');
  if (!call.name.startsWith('yaml.')) return false;
  return file.language !== 'python' || listArguments(file, call).some((argument) => SAFE_YAML.test(sliceOf(file, argument, 100)));
}

export const unsafeLoading: Rule = {
  id: 'unsafe-loading',
  title: 'Loading that runs code',
  severity: 'critical',
  why: 'Formats such as pickle, and YAML with its full loader, name the functions that are called on loading. Whoever writes the data runs code in the server.',
  mend: 'Use JSON, `yaml.safe_load`, or a format with a schema; load only what the server itself wrote and signed.',
  matches: [
    { path: 'a.py', text: 'import pickle\n@mcp.tool()\ndef restore(state: bytes):\n    return pickle.loads(state)\n', severity: 'critical' },
    { path: 'b.py', text: 'import yaml\ndef read(text):\n    return yaml.load(text, Loader=yaml.Loader)\n', severity: 'medium' },
    { path: 'c.js', text: "const { unserialize } = require('node-serialize');\nserver.tool('load', {}, async ({ state }) => unserialize(state));\n", severity: 'critical' },
  ],
  ignores: [
    { path: 'a.py', text: 'import yaml, json\nsettings = yaml.load(text, Loader=yaml.SafeLoader)\nother = yaml.safe_load(text)\nthird = json.loads(text)\n' },
    { path: 'b.ts', text: "import yaml from 'js-yaml';\nexport const read = (text: string) => yaml.load(text);\n" },
  ],
  check,
};
