// Asks the backend in this container whether it answers. Exit status 0 when it does, 1 when not.
import { request } from 'node:http';

const SOCKET = '/run/guest-services/backend.sock';
const LIMIT_MS = 4_000;

const asked = request({ socketPath: SOCKET, path: '/api/status', timeout: LIMIT_MS }, (answer) => {
  answer.resume();
  process.exitCode = answer.statusCode === 200 ? 0 : 1;
});
asked.on('timeout', () => asked.destroy(new Error(`no answer in ${LIMIT_MS} ms`)));
asked.on('error', (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
asked.end();
