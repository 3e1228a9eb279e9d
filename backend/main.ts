import { runProcess } from './wiring/run-process.ts';

await runProcess(['serve', ...process.argv.slice(2)]);
