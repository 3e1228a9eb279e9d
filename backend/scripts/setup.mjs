// Sets the project up, then does one thing with the Node that the project brings along.
//
//   node backend/scripts/setup.mjs start|test|build|native|install [arguments…]
//
// Runs on the oldest Node that the README promises, so it is plain JavaScript, and loads nothing from node_modules.
import { SetupError } from './setup/setup-error.mjs';
import { commands } from './setup/commands.mjs';

const OLDEST_NODE = 20;
const USAGE_STATUS = 2;

async function main([name = '', ...args]) {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < OLDEST_NODE) throw new SetupError(`Node ${process.version} is too old to set this project up.`, [`Install any Node from ${OLDEST_NODE}.`]);
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) throw new SetupError(`Unknown command: ${name || '(none)'}`, [`One of: ${Object.keys(commands).join(', ')}`]);
  return command(args);
}

try {
  const status = await main(process.argv.slice(2));
  // Null: what was started runs on in this process, and ends it.
  if (status !== null) process.exitCode = status;
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  process.stderr.write(`\n${error.message}\n${error.hints.map((hint) => `  ${hint}\n`).join('')}`);
  process.exitCode = USAGE_STATUS;
}
