import { expect, it } from 'vitest';
import { createLog } from './log.ts';

function written(act: (log: ReturnType<typeof createLog>) => void): string {
  const lines: string[] = [];
  act(createLog('info', { write: (line) => lines.push(line) }));
  return lines.join('');
}

it('keeps secrets out at any depth, in children, in texts and in causes', () => {
  const text = written((log) => {
    const cause = new Error('connect postgres://standing:hunter2@db/x failed for AKIAABCDEFGHIJKLMNOP');
    log.child({ requestId: 'r-1', cookie: 'hunter2' }).error(
      {
        err: new Error('outer', { cause }),
        input: { list: [{ secretAccessKey: 'hunter2', 'set-cookie': 'hunter2', session_token: 'hunter2' }] },
        headers: { authorization: 'Bearer hunter2hunter2' },
        said: `DELETE /api/tokens/st_${'hunter2'.padEnd(42, 'x')}- with __Host-standing.session=hunter2.x%3D;`,
      },
      'It failed',
    );
  });
  expect(text).not.toMatch(/hunter2|AKIAABCDEF/);
  expect(JSON.parse(text)).toMatchObject({
    level: 'error',
    msg: 'It failed',
    requestId: 'r-1',
    err: { message: 'outer' },
  });
});

it('keeps what an operator needs', () => {
  const line = JSON.parse(
    written((log) => log.info({ connection: 'ambient', nextToken: 'p2', count: 3 }, 'Read')),
  ) as object;
  expect(line).toMatchObject({ connection: 'ambient', nextToken: 'p2', count: 3 });
});
