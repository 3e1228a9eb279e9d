// A backend that will be killed: opens boxes and makes volumes, tells its run, and waits.
import { randomUUID } from 'node:crypto';
import { homedir } from 'node:os';
import { BOX_LABELS } from '../../../../backend/adapters/sandbox/box-labels.ts';
import { createBoxMaker } from '../../../../backend/adapters/sandbox/box-maker.ts';

const [, , socketPath = '', sandboxImage = ''] = process.argv;
const run = `doomed-${randomUUID()}`;
const call = { signal: new AbortController().signal, timeoutMs: 600_000 };

const maker = createBoxMaker({ environment: { variables: { DOCKER_HOST: `unix://${socketPath}` }, homeFolder: homedir(), platform: process.platform }, sandboxImage });
const image = await maker.imageId(sandboxImage, call.signal);
const volume = `mcp-trust-${run}`;
await maker.createVolume(volume, { [BOX_LABELS.run]: run });
await maker.createSocketVolume(`${volume}-socket`, run);
const mounts = [{ volume, target: '/source', isReadOnly: true }];
await maker.open({ kind: 'analysis', run, image, command: ['deaf'], environment: {}, mounts }, call);
await maker.open({ kind: 'fetch', run, image, command: ['deaf'], environment: {}, mounts }, call);
process.send?.(run);
