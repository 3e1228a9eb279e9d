import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commandsFor, type CommandSubject } from '../../backend/contract/commands.ts';
import { quoteArgument, shell } from '../../backend/contract/shell-quote.ts';
import { checkSchema } from '../../backend/contract/verification.ts';

const DIGEST = `sha256:${'1'.repeat(64)}`;
const COMMIT = 'c'.repeat(40);
const SUBJECT: CommandSubject = {
  local: 'mcp/fetch:latest',
  repository: 'docker.io/mcp/fetch',
  digest: DIGEST,
  signatureRepository: 'docker.io/mcp/signatures',
  keyFile: 'docker-mcp.pub',
  claim: COMMIT,
  catalogSource: 'https://github.com/docker/mcp-registry',
  catalogBranch: 'main',
  server: 'fetch',
  project: 'https://github.com/modelcontextprotocol/servers',
  branch: 'main',
  commit: COMMIT,
};
const IDS = checkSchema.shape.id.options;

/** What a real POSIX shell makes of a command: its words, and nothing run. */
function words(command: string): readonly string[] {
  const script = `for word in ${command}; do printf '%s\\n' "$word"; done`;
  return execFileSync('/bin/sh', ['-c', script], { encoding: 'utf8', env: {} }).split('\n').slice(0, -1);
}

function allCommands(changes: Partial<CommandSubject>): readonly string[] {
  return IDS.flatMap((id) => commandsFor(id, { ...SUBJECT, ...changes }));
}

describe('when a step is to be checked by hand', () => {
  it.each([
    ['image', [`docker image inspect --format '{{.Id}} {{json .RepoDigests}}' mcp/fetch:latest`]],
    ['digest', [`docker buildx imagetools inspect docker.io/mcp/fetch@${DIGEST}`]],
    ['signature', [`COSIGN_REPOSITORY=docker.io/mcp/signatures cosign verify --key docker-mcp.pub -a 'org.opencontainers.image.revision=${COMMIT}' docker.io/mcp/fetch@${DIGEST}`]],
    ['label', [`docker image inspect --format '{{index .Config.Labels "org.opencontainers.image.revision"}}' mcp/fetch:latest`]],
    ['catalog', ['git clone --bare --single-branch --branch main https://github.com/docker/mcp-registry mcp-registry.git', `git -C mcp-registry.git log -1 --format='%H %cI'`]],
    ['entry', ['git -C mcp-registry.git show HEAD:servers/fetch/server.yaml']],
    [
      'pin',
      [
        `git -C mcp-registry.git log --format='%h %cI %s' -G'commit:' -p -- servers/fetch/server.yaml`,
        `curl -fsS https://api.github.com/repos/modelcontextprotocol/servers/compare/main...${COMMIT} | jq -r .status`,
      ],
    ],
  ] as const)('prints the commands of %s', (id, expected) => {
    expect(commandsFor(id, SUBJECT)).toEqual(expected);
  });

  it('reads what was signed out of what cosign prints', () => {
    expect(commandsFor('reference', SUBJECT)[0]).toMatch(/^COSIGN_REPOSITORY=\S+ cosign verify .* \| jq -r '\.\[\]\.critical\.identity\["docker-reference"\]'$/);
    expect(commandsFor('claim', SUBJECT)[0]).toMatch(/^COSIGN_REPOSITORY=\S+ cosign verify --key docker-mcp\.pub docker\S+ \| jq -r '\.\[\]\.optional\["org\.opencontainers\.image\.revision"\]'$/);
  });

  it('names no repository for signatures that stand beside their image', () => {
    expect(commandsFor('signature', { ...SUBJECT, signatureRepository: SUBJECT.repository })[0]).toMatch(/^cosign verify /);
  });

  it.each([null, 'main', `${COMMIT},other=claim`])('asks for no claim where it is %s', (claim) => {
    expect(commandsFor('signature', { ...SUBJECT, claim })[0]).not.toContain('-a ');
  });

  it('asks the registry for the label of an image that no engine has', () => {
    expect(commandsFor('label', { ...SUBJECT, local: null })).toEqual([`docker buildx imagetools inspect --format '{{json .Image}}' docker.io/mcp/fetch@${DIGEST}`]);
    expect(commandsFor('image', { ...SUBJECT, local: null })).toEqual([]);
  });

  it('asks for the default branch where none is named, and quotes a branch that is odd', () => {
    expect(commandsFor('pin', { ...SUBJECT, branch: null })[1]).toContain(`/compare/HEAD...${COMMIT}`);
    expect(commandsFor('pin', { ...SUBJECT, branch: 'a/b#c' })[1]).toContain(`'https://api.github.com/repos/modelcontextprotocol/servers/compare/a%2Fb%23c...${COMMIT}'`);
  });

  it('leaves out what it does not know', () => {
    const commands = allCommands({ local: null, digest: null, server: null, project: null, commit: null });
    expect(commands).toEqual(['git clone --bare --single-branch --branch main https://github.com/docker/mcp-registry mcp-registry.git', `git -C mcp-registry.git log -1 --format='%H %cI'`]);
  });

  it.each([
    ['another forge', { project: 'https://gitlab.com/a/b' }],
    ['a host that only begins like GitHub', { project: 'https://github.com.evil.example/a/b' }],
    ['a query in the name', { project: 'https://github.com/a/b?x=$(id)' }],
    ['a commit that is none', { commit: 'HEAD' }],
  ])('asks no forge about %s', (_, changes) => {
    expect(commandsFor('pin', { ...SUBJECT, ...changes })).toHaveLength(1);
  });
});

describe('when a value wants to be more than a value', () => {
  const attacks = [
    '$(id)', '`id`', '; id', '| id', '&& id', '$HOME', "'; id; '", '"$(id)"', '* ?', '~root', '=ls', '{a,b}', 'a\\', '!!', '#', '>file', '<(id)', '%1',
  ];

  it.each(attacks)('stays one word: %s', (attack) => {
    const quoted = quoteArgument(attack);
    expect(quoted).not.toBeNull();
    expect(words(quoted ?? '')).toEqual([attack]);
  });

  it.each([
    ['a line break', 'a\nid'],
    ['a carriage return', 'a\rid'],
    ['an escape sequence', '\u001b[2K'],
    ['a null character', 'a\u0000b'],
    ['a turned reading direction', 'a\u202Eb'],
    ['more than any argument has', 'a'.repeat(1001)],
  ])('prints no command with %s in it', (_, text) => {
    expect(quoteArgument(text)).toBeNull();
    const changes = { local: text, digest: text, keyFile: text, catalogSource: text, server: text, project: text, commit: text };
    expect(allCommands(changes)).toEqual([`git -C mcp-registry.git log -1 --format='%H %cI'`]);
    expect(commandsFor('signature', { ...SUBJECT, signatureRepository: text })).toEqual([]);
  });

  it.each([['an option', '--upload-pack=id'], ['nothing', '']])('takes %s for no argument', (_, text) => {
    expect(quoteArgument(text)).toBeNull();
    expect([commandsFor('image', { ...SUBJECT, local: text }), commandsFor('signature', { ...SUBJECT, keyFile: text })]).toEqual([[], []]);
    expect(commandsFor('catalog', { ...SUBJECT, catalogSource: text })).toHaveLength(1);
  });

  it('keeps any text one word of a real shell', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', minLength: 1 }), (text) => {
      const command = shell`printf ${text}`;
      return command === null || words(command).slice(1).join('\n') === text;
    }), { numRuns: 50 });
  }, 30_000);

  it('keeps an attack in every field inside of its word', () => {
    for (const field of Object.keys(SUBJECT)) {
      const commands = allCommands({ [field]: `x'$(touch pwned)` });
      for (const command of commands) {
        const unquoted = command.replaceAll(`'\\''`, '').replaceAll(/'[^']*'/g, '');
        expect(unquoted).not.toMatch(/\$\(|`|;/);
      }
    }
  });
});
