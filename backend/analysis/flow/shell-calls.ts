import type { SgNode } from '@ast-grep/napi';
import type { SourceFile } from '../rule.ts';
import { listArguments, listCalls, type Argument, type Call } from '../syntax/calls.ts';
import { perFile } from '../syntax/per-file.ts';
import { sliceOf } from '../syntax/span.ts';

/** A call that starts another program. */
export interface ProcessCall {
  readonly call: Call;
  /** What a shell reads as a command line; empty where no shell is used. */
  readonly commands: readonly Argument[];
  /** The program, where it is started without a shell. */
  readonly program: SgNode | null;
}

const SHELL_CALLS = /^(?:child_process\.(?:exec|execSync)|(?:execa\.)?(?:execaCommand|execaCommandSync|execa\.command|execa\.commandSync)|shelljs\.exec|os\.system|os\.popen|subprocess\.(?:getoutput|getstatusoutput)|asyncio\.(?:subprocess\.)?create_subprocess_shell|commands\.getoutput)$/;
const PROGRAM_CALLS = /^(?:child_process\.(?:spawn|spawnSync|execFile|execFileSync|fork)|cross-spawn(?:\.\w+)?|execa(?:\.execa|\.execaSync)?|(?:Deno|Bun)\.(?:Command|spawn|spawnSync)|subprocess\.(?:run|call|check_call|check_output|Popen)|asyncio\.(?:subprocess\.)?create_subprocess_exec|os\.(?:execv|execvp|execl|execlp|spawnv|spawnl|startfile)|pty\.spawn|os\/exec\.(?:Command|CommandContext)|syscall\.Exec)$/;
const SHELL_OPTION = /\bshell['"]?\s*[:=]\s*(?!\s|false|False|undefined|null|None)/;
const SHELL_PROGRAM = /^[[(]?\s*(?:\w{0,2})["'`](?:\/usr)?(?:\/bin\/)?(?:sh|bash|zsh|dash|ksh|cmd|cmd\.exe|powershell|powershell\.exe|pwsh)["'`]/i;
const SHELL_FLAG = /["'`](?:-\w*c|\/c|\/C|-Command|-EncodedCommand|-enc)["'`]/;

/** Without one of these words no such call is in a file. */
const WORDS = /child_process|execa|shelljs|cross-spawn|Deno\.Command|Bun\.spawn|subprocess|\bos\.(?:system|popen|exec|spawn|startfile)|from os import|getoutput|\bpty\b|os\/exec|syscall/;

/** Calls that start other programs, with what a shell would read. */
export const listProcessCalls: (file: SourceFile) => readonly ProcessCall[] = perFile((file) => {
  if (!WORDS.test(file.text)) return [];
  return listCalls(file).flatMap((call) => {
    if (SHELL_CALLS.test(call.name)) return [{ call, commands: listArguments(file, call).slice(0, 1), program: null }];
    return PROGRAM_CALLS.test(call.name) ? [toProcessCall(file, call)] : [];
  });
});

function toProcessCall(file: SourceFile, call: Call): ProcessCall {
  const all = listArguments(file, call);
  const given = all.filter(({ keyword }) => keyword === null || keyword === 'args').slice(call.last === 'CommandContext' ? 1 : 0);
  const options = all.filter((argument) => argument.keyword === 'shell').map((argument) => `shell=${sliceOf(file, argument, 40)}`);
  const objects = file.language === 'python' ? [] : all.slice(1).map((argument) => sliceOf(file, argument, 2_000)).filter((text) => text.startsWith('{'));
  if (SHELL_OPTION.test([...options, ...objects].join('\n'))) return { call, commands: given.slice(0, 2).filter((argument) => !sliceOf(file, argument, 1).startsWith('{')), program: null };
  const [program = null, ...rest] = given;
  if (program === null) return { call, commands: [], program };
  if (!SHELL_PROGRAM.test(sliceOf(file, program, 100))) return { call, commands: [], program: toProgram(program) };
  const texts = given.map((argument) => sliceOf(file, argument, 400)).join(' ');
  return { call, commands: SHELL_FLAG.test(texts) ? (rest.length > 0 && file.language !== 'python' ? rest : given) : [], program: null };
}

/** The first of a Python list is the program. */
function toProgram({ value }: Argument): SgNode | null {
  return /^(list|tuple)$/.test(String(value.kind())) ? (value.namedChildren()[0] ?? null) : value;
}
