/**
 * Takes the public-good trusted root out of the pinned package `@sigstore/tuf` (its offline seeds) and writes it,
 * with its source and date, to `backend/core/signature/data/`. Run it by hand after updating that package:
 * `node backend/scripts/update-trusted-root.ts`. No network is used; the change is reviewed like any other.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { z } from 'zod';
import { parseTrustedRoot } from '../core/signature/trusted-root.ts';

const MIRROR = 'https://tuf-repo-cdn.sigstore.dev';
const TARGET = join(import.meta.dirname, '../core/signature/data/public-good-trusted-root.json');

const seedsSchema = z.object({ [MIRROR]: z.object({ targets: z.object({ 'trusted_root.json': z.base64() }) }) });
const packageSchema = z.object({ version: z.string() });

const require = createRequire(import.meta.url);
const read = (path: string): unknown => JSON.parse(readFileSync(require.resolve(path), 'utf8'));

const seeds = seedsSchema.parse(read('@sigstore/tuf/seeds.json'));
const { version } = packageSchema.parse(read('@sigstore/tuf/package.json'));
const text = Buffer.from(seeds[MIRROR].targets['trusted_root.json'], 'base64').toString('utf8');
const { logs } = parseTrustedRoot(text);

const source = `${MIRROR}, trusted_root.json, as shipped with @sigstore/tuf ${version}`;
const pinned = { source, date: new Date().toISOString().slice(0, 10), trustedRoot: z.json().parse(JSON.parse(text)) };
writeFileSync(TARGET, `${JSON.stringify(pinned, null, 2)}\n`);
console.log(`${TARGET}: ${logs.join(', ')}`);
