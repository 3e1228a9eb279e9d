import { FakeRegistryFolder } from '../../contracts/fake-registry-folder.ts';
import { FakeUpstream, type FakeProject } from '../../contracts/fake-upstream.ts';
import { commitOf, serverYaml } from '../../fixtures/registry/server-yaml.ts';

export const OLD = commitOf('a');
export const NEW = commitOf('b');
export const OTHER = commitOf('c');

/** A registry and its projects, in memory. */
export class PinsSetting {
  readonly folder = new FakeRegistryFolder();
  readonly upstream = new FakeUpstream();

  /** A local server, pinned at `OLD`, with more lines below `source`. */
  add(server: string, options: { readonly project?: string; readonly more?: string; readonly commit?: string } = {}): void {
    const { project = `https://forge.example/${server}`, more = '', commit = OLD } = options;
    this.folder.add(server, `${serverYaml(server, { project, commit })}${more}`);
  }

  project(name: string, project: Partial<FakeProject> = {}): void {
    this.upstream.projects.set(`https://forge.example/${name}`, { branches: { main: [OLD, NEW] }, ...project });
  }
}
