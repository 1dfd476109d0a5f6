import fc from 'fast-check';
import { expect, it } from 'vitest';
import { standingsOfWord } from '../../domain/status-words.ts';
import { listEntities } from './list-entities.ts';
import type { Store } from './store.ts';
import { insertEntities, makeEntity } from './testing/make-entity.ts';
import { withStores } from './testing/with-stores.ts';

async function found(store: Store, text: string): Promise<string[]> {
  const { rows } = await listEntities(store, { filter: { text }, sort: 'name', limit: 500 });
  return rows.map((row) => row.name).sort();
}

const CAUSE = 'The bounce rate exceeded 15.0% based on a representative volume of 664 emails';
const WORLD = [
  makeEntity({ name: 'Acme-Mail', standing: 'disabled', customer_cause: CAUSE }),
  makeEntity({ name: 'acme_news', region: 'eu-west-1', standing: 'enabled' }),
  makeEntity({
    name: 'globex',
    tenant_id: 'tn-5f00ba',
    standing: 'disabled-by-ses',
    aws_cause: 'Paused "by" AWS \\ 100%',
  }),
  makeEntity({ name: 'paused-but-fine', standing: 'enabled' }),
  makeEntity({ name: 'مثال', standing: 'reinstated', customer_cause: 'Status manually updated.' }),
];

withStores('the search', ({ open }) => {
  const table: [string, string[]][] = [
    ['acme', ['Acme-Mail', 'acme_news']],
    ['ACME-mail', ['Acme-Mail']],
    ['acme_', ['acme_news']],
    ['eu-west-1', ['acme_news']],
    ['5f00', ['globex']],
    ['arn:aws:ses:eu-west-1:123456789012:tenant/acme_news/tn-acme_news', ['acme_news']],
    ['bounce rate', ['Acme-Mail']],
    ['rate bounce 664', ['Acme-Mail']],
    ['15.0%', ['Acme-Mail']],
    ['"by"', ['globex']],
    ['\\ 100%', []],
    ['100%', ['globex']],
    ['ac', ['Acme-Mail', 'acme_news']],
    ['me', []],
    ['Enforced', ['globex']],
    ['paused', ['Acme-Mail', 'globex', 'paused-but-fine']],
    ['paused acme', ['Acme-Mail']],
    ['DISABLED', ['Acme-Mail', 'globex']],
    ['disabled-by-ses', ['globex']],
    ['مثال', ['مثال']],
    ['nobody', []],
    ['OR', []],
    ['acme\0news', ['acme_news']],
    ['', WORLD.map((entity) => entity.name).sort()],
  ];
  it('finds by any part of every field, by the start of a name, and by status words', async () => {
    const store = await open();
    await insertEntities(store, WORLD);
    const answers = [];
    for (const [text] of table) answers.push([text, await found(store, text)]);
    expect(answers).toEqual(table);
  });

  it('finds what a scan finds, while entities are renamed, given causes and removed', async () => {
    const store = await open();
    const character = fc.constantFrom('a', 'b', 'A', 'B', '-', '_', '%', '"', "'", '*', ':', '1', 'ß', '漢', '🙂');
    const word = (size: number) => fc.string({ unit: character, minLength: 1, maxLength: size });
    const world = fc.array(fc.record({ name: word(8), cause: fc.option(word(12)), later: fc.option(word(12)) }), {
      minLength: 1,
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(world, fc.array(word(5), { maxLength: 3 }), async (entities, words) => {
        await store.write((transaction) => transaction.deleteFrom('entities').execute());
        const rows = entities.map(({ name, cause }, index) =>
          makeEntity({ name, tenant_id: `tn-${index}`, customer_cause: cause }),
        );
        const ids = await insertEntities(store, rows);
        await store.write(async (transaction) => {
          for (const [index, { later }] of entities.entries()) {
            const id = ids[index] ?? 0;
            if (index % 4 === 3) await transaction.deleteFrom('entities').where('id', '=', id).execute();
            await transaction.updateTable('entities').set({ aws_cause: later }).where('id', '=', id).execute();
          }
        });
        const lower = (text: string) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
        const expected = rows.filter((row, index) => {
          if (index % 4 === 3) return false;
          const fields = [row.name, row.arn, row.tenant_id, row.customer_cause, entities[index]?.later];
          return words.every((text) =>
            Array.from(text).length < 3
              ? lower(row.name).startsWith(lower(text))
              : standingsOfWord(text) !== null || fields.some((field) => lower(field ?? '').includes(lower(text))),
          );
        });
        expect(await found(store, words.join(' '))).toEqual(expected.map((row) => row.name).sort());
      }),
      { numRuns: 40 },
    );
  });
});
