import { runProcess } from '../wiring/run-process.ts';

await runProcess(process.argv.slice(2));
