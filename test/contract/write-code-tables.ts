import { readFileSync, writeFileSync } from 'node:fs';
import { replaceCodeTables } from './code-tables.ts';

const file = new URL('../../docs/verdicts.md', import.meta.url);
writeFileSync(file, replaceCodeTables(readFileSync(file, 'utf8')));
