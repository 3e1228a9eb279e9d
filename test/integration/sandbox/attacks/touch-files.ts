import { appendFileSync, chmodSync, existsSync, linkSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

const FILE = '/source/head/file.txt';

/** Every way to change a mounted source or the image. */
const WRITES: Readonly<Record<string, () => void>> = {
  'append to the source': () => { appendFileSync(FILE, 'x'); },
  'overwrite the source': () => { writeFileSync(FILE, 'x'); },
  'cut the source': () => { truncateSync(FILE, 0); },
  'remove from the source': () => { rmSync(FILE); },
  'rename in the source': () => { renameSync(FILE, `${FILE}.old`); },
  'make a file in the source': () => { writeFileSync('/source/new', 'x'); },
  'make a folder in the source': () => { mkdirSync('/source/head/new'); },
  'make a link in the source': () => { symlinkSync('/etc/passwd', '/source/link'); },
  'link the source elsewhere': () => { linkSync(FILE, '/tmp/hard-link'); },
  'make the source executable': () => { chmodSync(FILE, 0o777); },
  'change times in the source': () => { utimesSync(FILE, 0, 0); },
  'write to the image': () => { writeFileSync('/backend/sandboxed.js', 'x'); },
  'write to /etc': () => { writeFileSync('/etc/hosts.new', 'x'); },
  'write to the root': () => { writeFileSync('/new', 'x'); },
  'write to the kernel': () => { writeFileSync('/proc/sys/kernel/core_pattern', 'x'); },
  'write to sysrq': () => { writeFileSync('/proc/sysrq-trigger', 'h'); },
  'write to sysfs': () => { writeFileSync('/sys/kernel/uevent_helper', 'x'); },
  'write to a control group': () => { writeFileSync('/sys/fs/cgroup/memory/memory.limit_in_bytes', '-1'); },
};

/** Error of each write; null where it worked. */
export function tryWrites(): Record<string, string | null> {
  return Object.fromEntries(Object.entries(WRITES).map(([name, write]) => [name, errorOf(write)]));
}

/** What is there that should not be: sockets of an engine or of guests, devices of the machine. */
export function findForeign(): readonly string[] {
  const paths = ['/var/run/docker.sock', '/run/docker.sock', '/var/run/docker.sock.raw', '/run/guest-services', '/run/containerd', '/run/host-services', '/data', '/host', '/root/.docker'];
  const devices = readdirSync('/dev', { recursive: true, withFileTypes: true }).filter((entry) => entry.isBlockDevice() || /^(vsock|kvm|fuse|mem|kmsg|vhost.*|net|mapper)$/.test(entry.name));
  return [...paths.filter((path) => existsSync(path)), ...devices.map(({ name }) => `/dev/${name}`)];
}

/** All text about this process and the first one that the kernel shows. */
export function readOwnText(): string {
  const paths = ['environ', 'cmdline', 'mountinfo', 'cgroup', 'status'].flatMap((name) => [`/proc/self/${name}`, `/proc/1/${name}`]);
  return [JSON.stringify(process.env), ...paths.map(readOrError)].join('\n');
}

export function readStatus(): Readonly<Record<string, string>> {
  const lines = readFileSync('/proc/self/status', 'utf8').split('\n').map((line) => line.split(/:\s+/));
  return Object.fromEntries(lines.map(([name = '', value = '']) => [name, value]));
}

/** Bytes and files that fit into the folder for temporary files. */
export function fillTemporary(): { readonly bytes: number; readonly files: number; readonly error: string | null } {
  let [bytes, files] = [0, 0];
  const error = errorOf(() => {
    for (;;) {
      appendFileSync('/tmp/large', Buffer.alloc(1024 * 1024));
      bytes = statSync('/tmp/large').size;
    }
  });
  rmSync('/tmp/large');
  errorOf(() => {
    for (;;) {
      writeFileSync(`/tmp/${files}`, '');
      files += 1;
    }
  });
  return { bytes, files, error };
}

function readOrError(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch (error) {
    return String(error);
  }
}

function errorOf(action: () => void): string | null {
  try {
    action();
    return null;
  } catch (error) {
    return z.object({ code: z.string() }).parse(error).code;
  }
}
