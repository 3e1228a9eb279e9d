#!/usr/bin/env node
// The command `mcp-trust` of a checkout: runs the built program on the Node that it needs.
// On a new Node nothing else is loaded first, so that the command starts as fast as the program itself does.
import { existsSync } from 'node:fs';
import module from 'node:module';
import { fileURLToPath } from 'node:url';
import { isNewEnough, NEEDED_NODE } from './setup/needed-node.mjs';

const entry = new URL('../../dist/backend/cli.js', import.meta.url);

if (!existsSync(entry)) refuse('mcp-trust is not built yet: run "npm start" or "npm run build" in its folder once.');
else if (isNewEnough(process.version)) await runHere();
else await runOnOwnNode();

async function runHere() {
  module.enableCompileCache(fileURLToPath(new URL('../../node_modules/.cache/mcp-trust', import.meta.url)));
  await import(entry.href);
}

async function runOnOwnNode() {
  const [{ ownNode }, { run }] = await Promise.all([import('./setup/places.mjs'), import('./setup/run.mjs')]);
  if (!existsSync(ownNode)) refuse(`mcp-trust needs Node ${NEEDED_NODE} or newer, and the project's own one is not there: run "npm start" in its folder once.`);
  else process.exitCode = await run({ command: ownNode, args: [fileURLToPath(entry), ...process.argv.slice(2)], cwd: process.cwd() });
}

function refuse(reason) {
  process.stderr.write(`${reason}\n`);
  process.exitCode = 2;
}
