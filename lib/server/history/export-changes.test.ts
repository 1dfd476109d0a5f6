import { beforeEach, expect, it } from 'vitest';
import { changeExportQuerySchema } from '../../domain/change-export.ts';
import { toIso } from '../../domain/wire.ts';
import type { Context, Principal } from '../context.ts';
import { OPERATOR } from '../entities/testing/open-world.ts';
import { scopedStore } from '../store/scoped-store.ts';
import type { Store } from '../store/store.ts';
import { insertChanges, makeChange } from '../store/testing/make-change.ts';
import { insertEntities, makeEntity, TEST_TIME } from '../store/testing/make-entity.ts';
import { withStores } from '../store/testing/with-stores.ts';
import { exportChanges } from './export-changes.ts';

const HOSTILE = [
  '=HYPERLINK("http://evil.example","x")',
  '`</code><img src=x onerror=alert(1)>`',
  '[click](javascript:alert(1)) ![i](http://evil.example/p.png) <b>x</b>',
  '\n# A heading\n\n| a | b |\n|--|--|\n- item @someone www.evil.example',
  '``` \u202E ```',
];
const ENTITY = makeEntity({ name: 'acme' });
let store: Store;

async function exported(given: object = {}, principal: Principal = OPERATOR): Promise<string> {
  const context = {
    principal,
    store: principal.kind === 'user' ? scopedStore(store, principal.connectionIds) : store,
    clock: { now: () => TEST_TIME + 1000 },
  } as unknown as Context;
  const query = changeExportQuerySchema.parse({ arn: ENTITY.arn, ...given });
  return await new Response(await exportChanges(context, query)).text();
}

withStores('an exported history', (stores) => {
  beforeEach(async () => {
    store = await stores.open();
    const [id = 0] = await insertEntities(store, [ENTITY]);
    const rows = Array.from({ length: 1203 }, (_, index) =>
      makeChange(id, { seen_at: TEST_TIME - index, new_cause: HOSTILE[index % HOSTILE.length] ?? null }),
    );
    await insertChanges(store, rows.slice(0, 600));
    await insertChanges(store, rows.slice(600));
  });

  it('has every page as JSON, newest first, with what was asked', async () => {
    const file = JSON.parse(await exported({ format: 'json' })) as { arn: string; changes: { seenAt: string }[] };
    expect(file.arn).toBe(ENTITY.arn);
    expect(file.changes).toHaveLength(1203);
    expect(file.changes.at(-1)?.seenAt).toBe(toIso(TEST_TIME - 1202));
    const some = JSON.parse(await exported({ format: 'json', from: toIso(TEST_TIME - 2) })) as { changes: unknown[] };
    expect(some.changes).toHaveLength(3);
    const none = JSON.parse(await exported({ format: 'json', track: 'policy' })) as { changes: unknown[] };
    expect(none.changes).toEqual([]);
  });

  it('runs nothing in a spreadsheet', async () => {
    const lines = (await exported({ to: toIso(TEST_TIME - 1195) })).split('\r\n');
    expect(lines[0]).toMatch(/^at,seenAt,awsTime,/);
    for (const line of lines.slice(1)) expect(line).not.toMatch(/(^|,)"?[=+@]/);
  });

  it('says as Markdown what stands in it, day by day', async () => {
    const text = await exported({ format: 'md', from: toIso(TEST_TIME - 9) });
    expect(text.match(/^#+ .*$/gm)).toEqual(['# History of `acme`', '## 2026-11-23']);
    expect(text.match(/^- \*\*/gm)).toHaveLength(10);
  });

  it('is of what one may see', async () => {
    const limited = { ...OPERATOR, connectionIds: ['another'] };
    await expect(exported({}, limited)).rejects.toMatchObject({ code: 'entity-not-found' });
    await expect(exported({}, { kind: 'anonymous' })).rejects.toMatchObject({ code: 'not-signed-in' });
  });
});
