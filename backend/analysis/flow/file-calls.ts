import type { SgNode } from '@ast-grep/napi';
import type { SourceFile } from '../rule.ts';
import { listArguments, listCalls, type Call } from '../syntax/calls.ts';
import { perFile } from '../syntax/per-file.ts';
import { sliceOf } from '../syntax/span.ts';

/** A call that reads, writes or removes a file. */
export interface FileCall {
  readonly call: Call;
  readonly path: SgNode;
  readonly isWrite: boolean;
}

const READS = /^(?:(?:fs|graceful-fs)\.(?:promises\.)?(?:readFile|readFileSync|createReadStream|open|openSync|readdir|readdirSync|readlink|copyFile|copyFileSync|cp|cpSync|stat|statSync|access|accessSync|existsSync)|(?:Deno|Bun)\.(?:readTextFile|readFile|readTextFileSync|file)|open|io\.open|codecs\.open|aiofiles\.open|shutil\.(?:copy|copyfile|copytree|copy2)|os\.(?:listdir|scandir|walk)|os\.(?:ReadFile|Open|OpenFile|ReadDir)|io\/ioutil\.(?:ReadFile|ReadDir)|sqlite3\.connect|better-sqlite3)$/;
const WRITES = /^(?:(?:fs|graceful-fs)\.(?:promises\.)?(?:writeFile|writeFileSync|appendFile|appendFileSync|createWriteStream|unlink|unlinkSync|rm|rmSync|rmdir|rename|renameSync|mkdir|mkdirSync|symlink|symlinkSync|outputFile)|(?:Deno|Bun)\.(?:writeTextFile|writeFile|write|remove)|shutil\.(?:rmtree|move)|os\.(?:remove|unlink|rename|makedirs|mkdir|replace)|os\.(?:WriteFile|Create|Remove|RemoveAll|Rename|MkdirAll|Mkdir)|io\/ioutil\.WriteFile)$/;
/** Methods of Python's paths: what they are called on is the path. */
const PATH_METHODS = /^(?:read_text|read_bytes|iterdir|write_text|write_bytes|unlink|touch|rmdir)$/;
const PATH_READS = /^(?:read_text|read_bytes|iterdir)$/;
const PYTHON_MODE = /^\s*["'][^"']*[wax+]/;

/** Without one of these words no such call is in a file. */
const WORDS = /\bfs\b|\bfs-extra\b|graceful-fs|\bopen\(|pathlib|shutil|\bos\b|ioutil|\bDeno\.|\bBun\.|sqlite|codecs|aiofiles|\.(?:read|write)_(?:text|bytes)\(|\.iterdir\(|\.unlink\(/;

/** Calls on files, with the path that they are given. `stat`-like calls tell little, but whether a file is there is told as well. */
export const listFileCalls: (file: SourceFile) => readonly FileCall[] = perFile((file) => {
  if (!WORDS.test(file.text)) return [];
  return listCalls(file).flatMap((call) => {
    if (file.language === 'python' && PATH_METHODS.test(call.last)) return toPathCall(call);
    const isWrite = WRITES.test(call.name);
    if (!isWrite && !READS.test(call.name)) return [];
    const [path, mode] = listArguments(file, call);
    if (path === undefined) return [];
    return [{ call, path: path.value, isWrite: isWrite || (file.language === 'python' && /open$/.test(call.name) && mode !== undefined && PYTHON_MODE.test(sliceOf(file, mode, 20))) }];
  });
});

function toPathCall(call: Call): FileCall[] {
  const callee: SgNode | null = call.node.field('function');
  const path: SgNode | null = callee === null ? null : callee.field('object');
  return path === null ? [] : [{ call, path, isWrite: !PATH_READS.test(call.last) }];
}

/** How paths are put together from pieces. */
export const FILE_CALLS = { joined: /["'`]\s{0,4}[,/]\s{0,4}["'`]/, pieces: /["'`]\s{0,4}[,/]\s{0,4}["'`]/g } as const;
