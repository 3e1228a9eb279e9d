import { InvalidArgumentError, Option, type Command } from 'commander';
import type { PinsHandlers, PinsUpdateFlags, PinsValidateFlags } from './pins-flags.ts';

const VALIDATE_STATUS = `
Exit status:
  0  no problem
  1  problems
  2  wrong usage or input
  3  no problem, but a project could not be asked`;

const UPDATE_STATUS = `
Without --push the branches are made in the registry's own repository, on its main branch.

Exit status:
  0  every server was looked at
  1  a server could not be updated because of its entry or its pin
  2  wrong usage or input
  3  a server could not be updated because something could not be reached`;

/** Adds `pins validate` and `pins update`. */
export function addPinsCommands(program: Command, handlers: PinsHandlers, setStatus: (status: number) => void): void {
  const pins = program.command('pins').description("Keep a registry's pins");
  withRegistry(pins.command('validate'))
    .description('Tell every problem of the entries of a registry, with file, line and column')
    .argument('[server...]', 'servers (default: all)')
    .option('--changed-since <revision>', 'only servers that changed since this revision of the registry')
    .option('--upstream', 'ask the projects too: whether the pin is theirs, on the tracked branch, and has folder and Dockerfile')
    .addOption(new Option('--format <format>', 'how to print; github: annotations of a workflow').choices(['table', 'json', 'github']).default('table'))
    .addHelpText('after', VALIDATE_STATUS)
    .action(async (servers: string[], flags: PinsValidateFlags) => { setStatus(await handlers.pinsValidate(servers, flags)); });
  withRegistry(pins.command('update'))
    .description('Move the pin of each server whose upstream branch advanced, each on a branch of its own')
    .option('--servers <names>', 'only these servers, with commas between them', toNames, [])
    .option('--max-new <number>', 'make at most this many new branches', toCount)
    .option('--dry-run', 'tell what would be done, and write nothing')
    .option('--push <remote>', 'push the branches there; its main branch counts')
    .option('--skip-unrelated', "leave out updates that change nothing in the server's folder")
    .addOption(new Option('--format <format>', 'how to print').choices(['table', 'json']).default('table'))
    .addHelpText('after', UPDATE_STATUS)
    .action(async (flags: PinsUpdateFlags) => { setStatus(await handlers.pinsUpdate(flags)); });
}

function withRegistry(command: Command): Command {
  return command
    .option('--registry <folder>', 'folder of the registry: holds servers/<name>/server.yaml', '.')
    .option('--data <folder>', 'folder for what is kept of upstream projects');
}

function toNames(text: string): readonly string[] {
  const names = text.split(',').map((name) => name.trim()).filter((name) => name !== '');
  if (names.length === 0) throw new InvalidArgumentError('Name at least one server.');
  return names;
}

function toCount(text: string): number {
  if (!/^\d{1,5}$/.test(text)) throw new InvalidArgumentError('A number from 0 to 99999 is needed.');
  return Number(text);
}
