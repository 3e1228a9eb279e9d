import { runAnalyse } from '../../../../backend/sandboxed/analyse/run-analyse.ts';

process.exitCode = await runAnalyse();
