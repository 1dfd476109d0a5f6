import { createServer } from 'node:http';

/** The control of streams.ts: what Node alone needs to tell everybody who holds a stream open. */
const readers = new Set();
let told = 0;
const server = createServer((request, response) => {
  if (request.method === 'POST') {
    request.resume();
    told += 1;
    const frame = `id: ${told}\ndata: {"kind":"moved","moved":[{"topic":"labels","about":[],"count":0}]}\n\n`;
    for (const reader of readers) reader.write(frame);
    response.end('{}');
    return;
  }
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.write('id: 0\ndata: {"kind":"hello"}\n\n');
  readers.add(response);
  response.on('close', () => readers.delete(response));
});
server.listen(0, '127.0.0.1', () => console.log(`Ready at http://127.0.0.1:${server.address().port}`));
