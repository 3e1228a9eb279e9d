import { describe, expect, it, onTestFinished } from 'vitest';
import { createServer } from 'node:http';
import { parseDigest } from '../../../backend/core/image/digest.ts';
import { CLASSIC_INFO, json, newSocketPath, sourceAnswering, sourceOf, startRawEngine, text, type Answer } from './fake-engine.ts';

const ID = parseDigest(`sha256:${'a'.repeat(64)}`);
const signal = new AbortController().signal;
const good = { Id: ID, RepoTags: ['mcp/time:latest'], RepoDigests: [], Labels: { a: 'b' }, Created: 1_767_225_600, Size: 10 };

function coded(code: string): unknown {
  return expect.objectContaining({ name: 'CodedError', code });
}

/** Answers that are none: for every call. */
const badAnswers: readonly (readonly [string, Answer])[] = [
  ['a web page', text('<!doctype html><h1>It works!</h1>', 200, 'text/html')],
  ['nothing', text('')],
  ['half of an answer', text('[{"Id": "sha256:')],
  ['JSON of another shape', json('hello')],
  ['a number', json(1)],
  ['null', json(null)],
  ['500', json({ message: 'driver failed' }, 500)],
  ['503 from a proxy', text('<h1>Service unavailable</h1>', 503, 'text/html')],
  ['404 from a web server that is no engine', text('<h1>Not found</h1>', 404, 'text/html')],
  ['404 in JSON, but not the words of an engine', json({ error: 'not found' }, 404)],
  ['204', text('', 204)],
  ['a redirect to another host', (response) => response.writeHead(302, { location: 'http://127.0.0.1:9/' }).end()],
  ['a redirect to a scheme that nobody knows', (response) => response.writeHead(307, { location: 'gopher://x/' }).end()],
  ['JSON nested without end', text('['.repeat(200_000))],
  ['compressed bytes that nobody asked for', (response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(Buffer.from([31, 139, 8, 0]))],
];

describe('when the engine answers with something else', () => {
  it.each(badAnswers)('says so for %s', async (_reason, answer) => {
    const { source } = await sourceAnswering({ '/info': answer, '*': answer });
    await expect(source.info(signal)).rejects.toEqual(coded('engine_failed'));
    await expect(source.listImages(signal)).rejects.toEqual(coded('engine_failed'));
    await expect(source.findImage('mcp/time', signal)).rejects.toEqual(coded('engine_failed'));
    await expect(source.platformOf(ID, signal)).rejects.toEqual(coded('engine_failed'));
  });

  it.each([401, 403])('says that it is forbidden for %d', async (status) => {
    const { source } = await sourceAnswering({ '*': text('<h1>Forbidden</h1>', status) });
    await expect(source.listImages(signal)).rejects.toEqual(coded('engine_forbidden'));
  });

  it('never follows a redirect', async () => {
    let visits = 0;
    const other = createServer((_request, response) => {
      visits += 1;
      response.end('[]');
    });
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void other.close());
    const address = other.address();
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
    const redirect: Answer = (response) => response.writeHead(302, { location: `http://127.0.0.1:${port}/` }).end();
    const { source } = await sourceAnswering({ '*': redirect });
    await expect(source.listImages(signal)).rejects.toEqual(coded('engine_failed'));
    expect(visits).toBe(0);
  });
});

describe('when the engine never stops', () => {
  it('reads no more than the limit of an answer without end', async () => {
    let sent = 0;
    const endless: Answer = (response) => {
      const chunk = Buffer.alloc(1024 * 1024, ' ');
      response.on('close', () => (sent = -sent));
      const send = (): void => {
        while (sent >= 0 && sent < 300 && response.write(chunk)) sent += 1;
      };
      response.on('drain', send);
      send();
    };
    const { source } = await sourceAnswering({ '/images/json': endless });
    await expect(source.listImages(signal)).rejects.toEqual(coded('engine_failed'));
    expect(Math.abs(sent)).toBeLessThan(100);
  });

  it('gives up on one that does not answer, or sends a byte now and then', async () => {
    const silent: Answer = () => undefined;
    const slow: Answer = (response) => {
      const timer = setInterval(() => response.write(' '), 5);
      response.on('close', () => {
        clearInterval(timer);
      });
    };
    for (const answer of [silent, slow]) {
      const { source } = await sourceAnswering({ '/info': answer, '*': answer }, { timeouts: { info: 60, list: 60, inspect: 60 } });
      const timeout = expect.objectContaining({ code: 'engine_timeout', retryable: true }) as unknown;
      await expect(source.info(signal)).rejects.toEqual(timeout);
      await expect(source.listImages(signal)).rejects.toEqual(timeout);
      await expect(source.findImage('mcp/time', signal)).rejects.toEqual(timeout);
      await expect(source.platformOf(ID, signal)).rejects.toEqual(timeout);
    }
  });

  it('stops at once when the caller gives up, before and amid the answer', async () => {
    const amid: Answer = (response) => response.writeHead(200).write('[');
    for (const answer of [(() => undefined) as Answer, amid]) {
      const { source } = await sourceAnswering({ '*': answer });
      const controller = new AbortController();
      const call = source.listImages(controller.signal);
      setTimeout(() => {
        controller.abort();
      }, 20);
      await expect(call).rejects.toEqual(coded('cancelled'));
    }
  });
});

describe('when the engine vanishes', () => {
  const vanish: readonly (readonly [string, Answer])[] = [
    ['before it answers', (response) => response.socket?.destroy()],
    ['after the headers', (response) => { response.writeHead(200, { 'content-length': '1000' }); response.flushHeaders(); setTimeout(() => response.socket?.destroy(), 10); }],
    ['amid a chunked answer', (response) => { response.writeHead(200).write('[{"Id"'); setTimeout(() => response.socket?.destroy(), 10); }],
  ];

  it.each(vanish)('%s, it is an outage and not an empty list', async (_reason, answer) => {
    const { source } = await sourceAnswering({ '/images/json': answer, '*': answer });
    const outage = expect.objectContaining({ code: 'engine_unreachable', retryable: true }) as unknown;
    await expect(source.listImages(signal)).rejects.toEqual(outage);
    await expect(source.findImage('mcp/time', signal)).rejects.toEqual(outage);
    await expect(source.platformOf(ID, signal)).rejects.toEqual(outage);
  });

  it('and comes back, the next call succeeds', async () => {
    const { source, engine } = await sourceAnswering({ '/images/json': json([good]) });
    expect((await source.listImages(signal)).length).toBe(1);
    engine.stop();
    await expect(source.listImages(signal)).rejects.toEqual(coded('engine_unreachable'));
  });

  it('a socket where nothing listens is an outage', async () => {
    await expect(sourceOf(newSocketPath()).info(signal)).rejects.toEqual(coded('engine_unreachable'));
  });

  it.each([
    ['does not speak HTTP', 'SSH-2.0-OpenSSH_9.2\r\n', 'engine_failed'],
    ['sends bytes at random', '\u0000\u0001\u0002\r\n\r\n', 'engine_failed'],
    ['sends headers without end', `HTTP/1.1 200 OK\r\nx: ${'y'.repeat(100_000)}`, 'engine_failed'],
    ['closes at once', '', 'engine_unreachable'],
    ['closes amid the headers', 'HTTP/1.1 200 OK\r\ncontent-', 'engine_unreachable'],
    ['switches protocols', 'HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: tcp\r\n\r\n', 'engine_timeout'],
    ['has another length than it says', 'HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n[]', 'engine_unreachable'],
  ])('what listens there %s', async (_reason, bytes, code) => {
    const engine = await startRawEngine((socket) => {
      socket.once('data', () => socket.end(bytes));
    });
    onTestFinished(engine.stop);
    await expect(sourceOf(engine.socketPath, { timeouts: { info: 2_000 } }).info(signal)).rejects.toEqual(coded(code));
  });
});

describe('when the engine describes one image badly', () => {
  it.each([
    ['no id', { ...good, Id: undefined }],
    ['an id of another algorithm', { ...good, Id: `sha512:${'a'.repeat(128)}` }],
    ['an id in upper case', { ...good, Id: `sha256:${'A'.repeat(64)}` }],
    ['an id with a line feed', { ...good, Id: `${ID}\n` }],
    ['labels that are a list', { ...good, Labels: ['a'] }],
    ['a label that is a number', { ...good, Labels: { a: 1 } }],
    ['tags that are a text', { ...good, RepoTags: 'mcp/time' }],
    ['digests that are numbers', { ...good, RepoDigests: [1] }],
    ['null instead of an image', null],
    ['a text instead of an image', 'sha256'],
  ])('%s costs that image alone, and is told', async (_reason, bad) => {
    const told: number[] = [];
    const other = { ...good, Id: `sha256:${'b'.repeat(64)}` };
    const { source } = await sourceAnswering({ '/images/json': json([other, bad, { ...good, Id: `sha256:${'c'.repeat(64)}` }]) }, {
      onMalformedImage: (position) => told.push(position),
    });
    expect((await source.listImages(signal)).map(({ id }) => id.slice(7, 8))).toEqual(['b', 'c']);
    expect(told).toEqual([1]);
  });

  it.each([
    ['no names', { RepoTags: null, RepoDigests: null, Labels: null }],
    ['no fields for names', { RepoTags: undefined, RepoDigests: undefined, Labels: undefined }],
    ['names of a dangling image', { RepoTags: ['<none>:<none>'], RepoDigests: ['<none>@<none>'] }],
    ['names that are none', { RepoTags: ['UPPER CASE', 'a\u0000b', '../x', ''], RepoDigests: ['x@sha256:1', `x@sha512:${'a'.repeat(128)}`, 'mcp/time:tag'] }],
  ])('%s: the image is there without names', async (_reason, fields) => {
    const { source } = await sourceAnswering({ '/images/json': json([{ ...good, ...fields }]) });
    expect(await source.listImages(signal)).toMatchObject([{ id: ID, tags: [], digests: [] }]);
  });

  it.each([
    ['a date before all images', -62_135_596_800, null],
    ['the zero of the epoch', 0, null],
    ['a date beyond the calendar', 1e300, null],
    ['a date that is a text', 'yesterday', null],
    ['a date', 1_767_225_600, '2026-01-01T00:00:00.000Z'],
  ])('%s', async (_reason, created, expected) => {
    const { source } = await sourceAnswering({ '/images/json': json([{ ...good, Created: created }]) });
    expect((await source.listImages(signal))[0]?.createdAt).toBe(expected);
  });

  it('a size that makes no sense is 0', async () => {
    const { source } = await sourceAnswering({ '/images/json': json([{ ...good, Size: -1 }, { ...good, Id: `sha256:${'b'.repeat(64)}`, Size: 'big' }]) });
    expect((await source.listImages(signal)).map(({ sizeBytes }) => sizeBytes)).toEqual([0, 0]);
  });

  it.each([
    ['no operating system', { Architecture: 'amd64' }],
    ['an empty architecture', { Os: 'linux', Architecture: '' }],
    ['an architecture with control characters', { Os: 'linux', Architecture: 'amd64\u001b[31m' }],
    ['a platform of 1 MB', { Os: 'l'.repeat(1_000_000), Architecture: 'amd64' }],
  ])('a platform with %s is not known', async (_reason, platform) => {
    const { source } = await sourceAnswering({ [`/images/${ID}/json`]: json({ Id: ID, ...platform }) });
    await expect(source.platformOf(ID, signal)).rejects.toEqual(coded('engine_failed'));
  });
});

describe('when labels are hostile', () => {
  it('keeps control characters and markup as text', async () => {
    const Labels = { escape: '\u001b]0;title\u0007', nul: 'a\u0000b', markup: '<img src=x onerror=alert(1)>', bidi: '\u202Egnp.exe' };
    const { source } = await sourceAnswering({ '/images/json': json([{ ...good, Labels }]) });
    expect((await source.listImages(signal))[0]?.labels).toEqual(Labels);
  });

  it('cuts a label of 1 MB, so that it still equals nothing, and keeps the others', async () => {
    const Labels = { revision: 'a'.repeat(1_000_000), title: 'Time' };
    const { source } = await sourceAnswering({ '/images/json': json([{ ...good, Labels }]) });
    const labels = (await source.listImages(signal))[0]?.labels;
    expect(labels?.['revision']?.length).toBe(4096);
    expect(labels?.['title']).toBe('Time');
  });

  it('bounds their number and the length of their names', async () => {
    const Labels = { ['n'.repeat(5_000)]: 'x', ...Object.fromEntries(Array.from({ length: 5_000 }, (_, number) => [`label ${number}`, 'x'])) };
    const { source } = await sourceAnswering({ '/images/json': json([{ ...good, Labels }]) });
    expect(Object.keys((await source.listImages(signal))[0]?.labels ?? {}).length).toBe(1_000);
  });

  it('changes no object but the labels', async () => {
    const body = JSON.stringify([good]).replace('"a":"b"', '"__proto__":"polluted","constructor":"x","a":"b"');
    const { source } = await sourceAnswering({ '/images/json': text(body) });
    const labels = (await source.listImages(signal))[0]?.labels ?? {};
    expect(Object.getPrototypeOf(labels)).toBe(Object.prototype);
    expect(labels['a']).toBe('b');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

describe('when names repeat', () => {
  it('keeps each name once, whatever its spelling, and each image once', async () => {
    const digest = `sha256:${'d'.repeat(64)}`;
    const images = [
      { ...good, RepoTags: ['mcp/time:1', 'docker.io/mcp/time:1'], RepoDigests: [`mcp/time@${digest}`, `index.docker.io/mcp/time@${digest}`] },
      { ...good, RepoTags: ['mcp/time:1', 'mcp/time:2'], RepoDigests: [`mcp/other@${digest}`] },
    ];
    const { source } = await sourceAnswering({ '/images/json': json(images) });
    const [image, ...others] = await source.listImages(signal);
    expect(others).toEqual([]);
    expect(image?.tags.map(({ tag }) => tag)).toEqual(['1', '2']);
    expect(image?.digests.map(({ repository }) => repository.path)).toEqual(['mcp/time', 'mcp/other']);
  });
});

describe('when 2,000 images are there', () => {
  it('lists them with one request for the list and one for the store', async () => {
    const images = Array.from({ length: 2_000 }, (_, number) => ({ ...good, Id: `sha256:${number.toString(16).padStart(64, '0')}`, RepoTags: [`mcp/s${number}:latest`] }));
    const { source, engine } = await sourceAnswering({ '/images/json': json(images), '/info': json(CLASSIC_INFO) });
    expect((await source.listImages(signal)).length).toBe(2_000);
    expect([...engine.requests].sort()).toEqual(['/images/json', '/info']);
  });
});
