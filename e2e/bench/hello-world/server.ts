/** The control server: the same thin `node:http` around Next as ours, without anything of ours. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import next from 'next';

const bytesFile = process.env['BENCH_BYTES_FILE'];
if (bytesFile !== undefined) {
  (globalThis as Record<symbol, unknown>)[Symbol.for('bench.bytes')] = readFileSync(bytesFile, 'utf8');
}
const app = next({ dev: false, dir: import.meta.dirname });
await app.prepare();
const handle = app.getRequestHandler();
const server = createServer((request, response) => void handle(request, response));
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address !== null && typeof address === 'object') console.log(`ready http://127.0.0.1:${address.port}`);
});
