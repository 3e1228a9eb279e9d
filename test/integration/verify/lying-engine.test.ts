import { expect, it, onTestFinished } from 'vitest';
import { CLASSIC_INFO, json, startFakeEngine } from '../../adapters/engine/fake-engine.ts';
import { startRegistry } from '../support/registry-server.ts';
import { describeWith } from '../support/requirements.ts';
import { decisiveCode, verifyJson } from './support/command-line.ts';
import { CURRENT } from './support/trial-catalog.ts';
import { makeTrialPlace, publish } from './support/trial-place.ts';
import { REVISION_LABEL } from './support/trial-signatures.ts';

const ABSENT = `sha256:${'1'.repeat(64)}`;
const ID = `sha256:${'0'.repeat(64)}`;

/** Only an engine whose files were altered says this, so it is the one counterpart here that is not real. */
describeWith('registry', 'an engine that names a digest which is not its image', () => {
  it('is contradicted by the registry, by the content of the digest or by its absence', async () => {
    const place = await makeTrialPlace(await startRegistry());
    onTestFinished(place.stop);
    const { descriptor } = await publish(place, { name: 'fresh', why: '', verdict: 'verified', code: null });
    const labels = { [REVISION_LABEL]: CURRENT };
    const image = (name: string, id: string, digest: string): object => ({
      Id: id, RepoTags: [`${name}:1`], RepoDigests: [`${name}@${digest}`], Labels: labels, Created: 1, Size: 1,
    });
    const engine = await startFakeEngine({
      '/info': json(CLASSIC_INFO),
      '/images/json': json([image('mcp/fresh', ID, descriptor.digest), image('mcp/former', ABSENT, ABSENT.replaceAll('1', '2'))]),
      '*': json({ Id: ID, Os: 'linux', Architecture: 'amd64', Config: { Labels: labels } }),
    });
    onTestFinished(engine.stop);
    const { status, verifications } = await verifyJson(await place.context('data', { socket: engine.socketPath }), '--all');
    expect(status).toBe(1);
    expect(verifications.map((verification) => [verification.reference, verification.verdict, decisiveCode(verification)])).toEqual([
      ['mcp/fresh:1', 'mismatch', 'digest_not_of_this_image'],
      ['mcp/former:1', 'mismatch', 'digest_unknown_to_repository'],
    ]);
  });
});
