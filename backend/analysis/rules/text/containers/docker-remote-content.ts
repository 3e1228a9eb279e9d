import type { Hit, Rule, SourceFile } from '../../../rule.ts';
import { readDockerfile } from './read-dockerfile.ts';

function* check(file: SourceFile): Iterable<Hit> {
  for (const { name, rest, line, endLine } of readDockerfile(file)) {
    const address = name === 'ADD' ? /\b(https?):\/\//i.exec(rest) : null;
    if (address === null || /--checksum=sha256:/.test(rest)) continue;
    const isPlain = address[1]?.toLowerCase() === 'http';
    yield { line, endLine, severity: isPlain ? 'medium' : 'low', message: `The image build adds what an address answers${isPlain ? ' without encryption' : ''}, unchecked.` };
  }
}

export const dockerRemoteContent: Rule = {
  id: 'docker-remote-content',
  title: 'Unchecked content from the network in an image',
  severity: 'medium',
  why: 'What stands at the address when the image is built becomes part of the server, and nobody reviewed it.',
  mend: 'Add the option --checksum=sha256:…, or copy the file from the repository.',
  matches: [
    { path: 'Dockerfile', text: 'FROM a\nADD https://x.example/tool /usr/bin/tool', severity: 'low' },
    { path: 'Dockerfile', text: 'FROM a\nADD http://x.example/tool /usr/bin/tool', severity: 'medium' },
  ],
  ignores: [
    { path: 'Dockerfile', text: `FROM a\nADD --checksum=sha256:${'0'.repeat(64)} https://x.example/tool /tool\nADD src /src\n# ADD https://x.example/b /b` },
  ],
  check,
};
