import { describe, expect, it } from 'vitest';
import { formatAnnotation, toWorkflowPath } from '../../../backend/cli/pins/annotation.ts';

const PLAIN = { level: 'error', file: 'servers/a/server.yaml', line: 3, column: 5, title: 'No pin', message: 'Pin it.' } as const;

describe('when a place is annotated', () => {
  it('is a command of the workflow', () => {
    expect(formatAnnotation(PLAIN)).toBe('::error file=servers/a/server.yaml,line=3,col=5,title=No pin::Pin it.\n');
    expect(formatAnnotation({ ...PLAIN, level: 'warning', line: null, column: null })).toBe('::warning file=servers/a/server.yaml,title=No pin::Pin it.\n');
  });

  it('stays one command on one line', () => {
    const written = formatAnnotation({ ...PLAIN, file: 'a,line=9::x', title: 'b:c\n::error::', message: '100%\r\n::set-env name=A::B' });
    expect(written).toBe('::error file=a%2Cline=9%3A%3Ax,line=3,col=5,title=b%3Ac%0A%3A%3Aerror%3A%3A::100%25%0D%0A::set-env name=A::B\n');
    expect(written.split('\n')).toHaveLength(2);
  });

  it.each([['.', 'servers/a/server.yaml'], ['registry', 'registry/servers/a/server.yaml'], ['./a/../b/', 'b/servers/a/server.yaml'], ['/elsewhere', 'servers/a/server.yaml'], ['..', 'servers/a/server.yaml']])('names files of %s from where the workflow runs', (registry, expected) => {
    expect(toWorkflowPath(registry, 'servers/a/server.yaml')).toBe(expected);
  });
});
