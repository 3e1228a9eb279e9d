import { Command, InvalidArgumentError, Option } from 'commander';
import { CodedError } from '../core/coded-error.ts';
import { parsePlatform } from '../core/image/platform.ts';
import { parseReference } from '../core/image/reference.ts';
import type { CommandHandlers, ListFlags, ReviewFlags, ServeFlags, VerifyFlags } from './flags.ts';
import { addPinsCommands } from './pins/add-pins-commands.ts';
import { withReviewOptions } from './with-review-options.ts';

const EXIT_STATUS = `
Exit status:
  0  nothing worse than outdated or unverified
  1  a mismatch, or what --fail-on names
  2  wrong usage or input
  3  something could not be checked, and there is no mismatch`;

/** The grammar of the command line. Wrong usage throws commander's own error, which carries exit code 2. */
export function createProgram(version: string, handlers: CommandHandlers, setStatus: (status: number) => void): Command {
  const program = new Command('mcp-trust')
    .description('Shows which code your MCP server images run, who published it, and whether it was built from the audited commit.')
    .version(version)
    .showHelpAfterError('(add --help for usage)');
  withWorld(program.command('list'))
    .description('List the MCP images of the Docker engine')
    .addOption(formatOption())
    .action(async (flags: ListFlags) => { setStatus(await handlers.list(flags)); });
  withWorld(program.command('verify'))
    .description('Verify images: of the engine, straight from a registry, or of an OCI layout')
    .argument('[reference...]', 'image references, image ids, or oci:DIR')
    .option('--all', 'verify every MCP image of the engine')
    .addOption(formatOption())
    .addOption(new Option('--fail-on <verdict>', 'let this verdict and worse ones exit 1').choices(['mismatch', 'indeterminate', 'unverified', 'outdated']))
    .option('--platform <platform>', 'outside of the engine: check only this platform, e.g. linux/arm64', (text) => toValue(parsePlatform, text))
    .option('--as <reference>', 'for oci:DIR: the image that the layout is verified as, whatever it is named there', (text) => toValue(parseReference, text))
    .addHelpText('after', EXIT_STATUS)
    .action(async (references: string[], flags: VerifyFlags) => { setStatus(await handlers.verify(references, flags)); });
  withReviewOptions(withWorld(program.command('review')))
    .action(async (target: string | undefined, flags: ReviewFlags) => { setStatus(await handlers.review(target ?? null, flags)); });
  withWorld(program.command('serve'))
    .description('Serve the panel and its backend, on loopback or on a unix socket')
    .addOption(new Option('--socket <path>', 'listen on this unix socket (no panel, no token: the file mode protects it)').conflicts('port'))
    .option('--port <number>', 'listen on this port of 127.0.0.1 (default: a free one)', toPort)
    .action(async (flags: ServeFlags) => { setStatus(await handlers.serve(flags)); });
  addPinsCommands(program, handlers.pins, setStatus);
  return program;
}

function withWorld(command: Command): Command {
  return command
    .option('--config <file>', 'configuration file (YAML)')
    .option('--data <folder>', 'folder for facts, reviews, catalog and settings')
    .option('--sample', 'work on the sample world instead of this machine');
}

function formatOption(): Option {
  return new Option('--format <format>', 'how to print').choices(['table', 'json']).default('table');
}

function toValue<Value>(parse: (text: string) => Value, text: string): Value {
  try {
    return parse(text);
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    throw new InvalidArgumentError(error.message);
  }
}

function toPort(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535) throw new InvalidArgumentError('A port is a number from 0 to 65535.');
  return port;
}
