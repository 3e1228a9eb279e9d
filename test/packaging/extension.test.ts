import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { listLabelProblems, listMetadataProblems, metadataSchema } from './extension-checks.ts';
import { readArguments, readInstructions, readLabels } from './read-dockerfile.ts';

const root = join(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const manifest = z.object({ version: z.string(), description: z.string(), license: z.string(), bin: z.record(z.string(), z.string()), scripts: z.record(z.string(), z.string()) }).parse(JSON.parse(read('package.json')));
const metadata = metadataSchema.parse(JSON.parse(read('metadata.json')));
const dockerfile = readInstructions(read('Dockerfile'));
const values = readArguments(dockerfile);
const labels = readLabels(dockerfile);

describe('when metadata.json is validated', () => {
  it('passes every check', () => {
    expect(listMetadataProblems(JSON.parse(read('metadata.json')))).toEqual([]);
  });

  it('names files that the image gets', () => {
    const { icon, vm } = metadata;
    const copied = dockerfile.filter(({ name }) => name === 'COPY').flatMap(({ rest }) => rest.split(/\s+/));
    for (const path of [icon, vm?.composefile ?? '', 'metadata.json', 'LICENSE']) {
      expect(existsSync(join(root, path)), path).toBe(true);
      expect(copied).toContain(path);
    }
    expect(metadata.ui?.['dashboard-tab']).toMatchObject({ root: 'ui', src: 'index.html' });
  });
});

describe('when the labels of the Dockerfile are validated', () => {
  it('passes every check', () => {
    expect(listLabelProblems(labels)).toEqual([]);
  });

  it('agrees with package.json', () => {
    expect(labels['org.opencontainers.image.version']).toBe(manifest.version);
    expect(labels['org.opencontainers.image.description']).toBe(manifest.description);
    expect(labels['org.opencontainers.image.licenses']).toBe(manifest.license);
    expect(manifest.scripts['image']).toContain(`:${manifest.version} `);
  });

  it('leads to no address but that of a build argument, by default one that nobody can own', () => {
    const addresses = Object.values(labels).flatMap((value) => value.match(/https?:\/\/[^"\s/<]+/g) ?? []);
    expect(new Set(addresses)).toEqual(new Set([values['SITE_URL']]));
    expect(values['SITE_URL']).toMatch(/^https:\/\/[\w.-]+\.example$/);
  });

  it('shows the title that the panel shows', () => {
    expect(labels['org.opencontainers.image.title']).toBe(metadata.ui?.['dashboard-tab'].title);
  });
});

describe('when the Dockerfile is read', () => {
  it('builds for both platforms, and is told so', () => {
    expect(manifest.scripts['image']).toContain('--platform linux/amd64,linux/arm64');
    expect(dockerfile.filter(({ rest }) => /x86_64|amd64|aarch64|arm64/.test(rest))).toEqual([]);
  });

  it('takes both base images from arguments, without a digest that nobody looked up', () => {
    const bases = dockerfile.filter(({ name }) => name === 'FROM').map(({ rest }) => rest);
    expect(bases).toEqual(['--platform=${BUILDPLATFORM:-linux} ${BUILD_IMAGE} AS build', 'build AS native', '${RUNTIME_IMAGE}']);
    expect([values['BUILD_IMAGE'], values['RUNTIME_IMAGE']]).toEqual(['node:24-bookworm-slim', 'node:24-bookworm-slim']);
  });

  it('takes the native files of the processor that the image is for', () => {
    const native = dockerfile.slice(dockerfile.findIndex(({ rest }) => rest === 'build AS native') + 1).slice(0, 2);
    expect(native.map(({ name, rest }) => `${name} ${rest}`)).toEqual(['ARG TARGETARCH', 'RUN ["node", "backend/scripts/setup.mjs", "native"]']);
    expect(dockerfile.filter(({ rest }) => /^--from=/.test(rest)).map(({ rest }) => rest)).toEqual(['--from=native /app/dist /']);
  });

  it('uses nothing that only BuildKit knows', () => {
    expect(dockerfile.filter(({ rest }) => /^--(mount|network|security|link|chmod)|<</.test(rest))).toEqual([]);
  });

  it('takes no node_modules along', () => {
    const final = dockerfile.slice(dockerfile.findLastIndex(({ name }) => name === 'FROM'));
    expect(final.filter(({ rest }) => /node_modules|npm/.test(rest))).toEqual([]);
    expect(read('.dockerignore').split('\n')).toContain('**/node_modules');
  });

  it('listens where the metadata says', () => {
    const entry = z.array(z.string()).parse(JSON.parse(dockerfile.find(({ name }) => name === 'ENTRYPOINT')?.rest ?? '[]'));
    expect(entry).toContain(`/run/guest-services/${metadata.vm?.exposes?.socket ?? ''}`);
  });
});

describe('when the Compose file is read', () => {
  const service = z.looseObject({ image: z.string(), environment: z.record(z.string(), z.string()), volumes: z.array(z.string()), ports: z.undefined().optional(), privileged: z.undefined().optional(), cap_drop: z.array(z.string()) });
  const compose = z.object({ services: z.record(z.string(), service), volumes: z.record(z.string(), z.unknown()) }).parse(parse(read('docker-compose.yaml')));
  const [first] = Object.values(compose.services);

  it('puts the backend first, from this very image', () => {
    expect(Object.keys(compose.services)).toEqual(['backend']);
    expect(first?.image).toBe('${DESKTOP_PLUGIN_IMAGE}');
  });

  it('runs reviews in this very image', () => {
    expect(first?.environment).toEqual({ MCP_TRUST_SANDBOX_IMAGE: '${DESKTOP_PLUGIN_IMAGE}' });
  });

  it('mounts the raw socket and a volume that survives updates, and publishes no port', () => {
    expect(first?.volumes).toEqual(['/var/run/docker.sock.raw:/var/run/docker.sock', 'data:/data']);
    expect(Object.keys(compose.volumes)).toEqual(['data']);
  });

  it('gives root nothing more than the socket needs', () => {
    expect(first).toMatchObject({ read_only: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] });
  });
});

describe('when the icon is read', () => {
  const icon = read('docker.svg');

  it('is a picture of its own: no script, no link, no font, no style that a theme could change', () => {
    expect(icon).toMatch(/^<svg [^>]*viewBox="0 0 64 64"/);
    expect(icon).not.toMatch(/<script|href|<style|<text|<image|currentColor|prefers-color/);
  });
});
