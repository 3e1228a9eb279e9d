import type { Hit, ProjectView, Rule, SourceFile } from '../../rule.ts';
import { listCalls } from '../../syntax/calls.ts';
import { listPlaces } from '../../syntax/places.ts';
import { toHit } from './to-hit.ts';

const SOCKET = /\/(?:var\/)?run\/(?:docker|podman\/podman|containerd\/containerd)\.sock\b|\/\/\.\/pipe\/docker_engine\b|\\\\\.\\\\pipe\\\\docker_engine/g;
const CLIENTS = /^(?:dockerode|docker\.(?:from_env|DockerClient|APIClient)|github\.com\/docker\/docker\/client\.\w+|aiodocker\.Docker|podman\.PodmanClient)$/;
const WORDS = /dockerode|\bimport docker\b|from docker|docker\/docker\/client|aiodocker|podman/;
const PURPOSE = /docker|container|podman|kube|compose|devops|sandbox/i;

function* check(file: SourceFile, { context }: ProjectView): Iterable<Hit> {
  if (file.root === null || !/docker|podman|containerd/i.test(file.text)) return;
  const level = PURPOSE.test(`${context.server ?? ''} ${context.title} ${context.description}`) ? 'low' : 'high';
  for (const place of listPlaces(file, SOCKET)) yield toHit(place, `The socket of the container engine is used: ${place.text}.`, level);
  if (!WORDS.test(file.text)) return;
  for (const call of listCalls(file)) if (CLIENTS.test(call.name)) yield toHit(call, `${call.name} speaks to the container engine.`, level);
}

export const dockerSocket: Rule = {
  id: 'docker-socket',
  title: 'Socket of the container engine',
  severity: 'high',
  why: 'Who may speak to the engine may start a container with the whole disk of the machine in it: it is root on the host, and no border around the server holds.',
  mend: 'Work without the engine; where managing containers is the purpose, say so, and go through a proxy that allows the few calls that are needed.',
  matches: [
    { path: 'a.ts', text: "import Docker from 'dockerode';\nconst docker = new Docker({ socketPath: '/var/run/docker.sock' });\n", severity: 'high' },
    { path: 'b.py', text: 'import docker\nclient = docker.from_env()\n', severity: 'high' },
    { path: 'c.go', text: 'package main\nimport "github.com/docker/docker/client"\nfunc open() { client.NewClientWithOpts(client.FromEnv) }\n', severity: 'high' },
  ],
  ignores: [
    { path: 'a.ts', text: "// mount /var/run/docker.sock to use another server\nconst image = 'docker/sample';\n" },
    { path: 'b.py', text: 'print("Run it with docker run sample")\n' },
    { path: 'c.go', text: 'package main\nconst path = "/var/run/sample.sock"\n' },
  ],
  check,
};
