import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { createGunzip } from 'node:zlib';
import type { EventImport } from '../../lib/domain/event-import.ts';
import { importStream } from '../../lib/server/imports/import-stream.ts';
import { type Command, misused, parse, pathGiven, withCommandLine } from './command.ts';

const BAR = 30;

export const importEvents: Command = {
  name: 'import',
  usage: 'import <events.ndjson[.gz]>',
  words: 'EventBridge events of SES into the history; again: goes on, or changes nothing',
  async run(given) {
    const { values, positionals } = parse(this, given, { json: { type: 'boolean' } });
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) throw misused(this);
    const path = pathGiven(file);
    const { size, mtimeMs } = await stat(path);
    const source = createReadStream(path, { highWaterMark: 256 * 1024 });
    const text = (await isGzip(path)) ? source.pipe(createGunzip()) : source;
    // Its end with an error ends the one that is read as well.
    if (text !== source) source.once('error', (error) => text.destroy(error));
    text.setEncoding('utf8');
    const input = { name: basename(path), bytes: size, fingerprint: fingerprintOf(basename(path), size, mtimeMs) };
    const showsBar = process.stderr.isTTY && values.json !== true;
    const report = await withCommandLine('write', ({ context }) =>
      importStream(context, input, text, (progress) => {
        if (showsBar) process.stderr.write(barOf(source.bytesRead, size, progress));
      }),
    );
    if (showsBar) process.stderr.write('\r\u001B[K');
    if (values.json) console.log(JSON.stringify(report));
    else console.log(linesOf(report).join('\n'));
    return report.counts.refused === 0 ? 0 : 1;
  },
};

/** As a browser tells it of a chosen file, so that an upload goes on where the command stopped. */
const fingerprintOf = (name: string, size: number, modifiedAt: number) => `${name} ${size} ${Math.floor(modifiedAt)}`;

async function isGzip(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer.readUInt16BE() === 0x1f8b;
  } finally {
    await file.close();
  }
}

function barOf(read: number, size: number, { lines, counts }: EventImport): string {
  const share = size === 0 ? 1 : Math.min(1, read / size);
  const filled = Math.round(share * BAR);
  const bar = `${'█'.repeat(filled)}${'░'.repeat(BAR - filled)}`;
  return `\r\u001B[K${bar} ${Math.floor(share * 100)} %  line ${number(lines)}, ${number(counts.taken)} taken`;
}

function linesOf({ name, lines, counts, refusals, unknownTypes }: EventImport): string[] {
  const { events, taken, merged, known, advice, unknown, refused, senders } = counts;
  return [
    `${name}: ${number(events)} events in ${number(lines)} lines.`,
    `  ${number(taken)} taken into the history${senders > 0 ? `; senders that nothing else tells of: ${number(senders)}` : ''}`,
    `  ${number(merged)} merged: Standing had seen them itself`,
    `  ${number(known)} known from an import before, or twice in this file`,
    `  ${number(advice)} of advice on identities, kept as they came`,
    `  ${number(unknown)} of kinds Standing does not know, kept as they came`,
    ...unknownTypes.map(({ detailType, count }) => `      ${number(count)} × ${visible(detailType)}`),
    `  ${number(refused)} refused`,
    ...refusals.map(
      ({ reason, count, lines: at }) =>
        `      ${number(count)} × ${visible(reason)} Line ${at.join(', ')}${count > at.length ? ', …' : ''}`,
    ),
  ];
}

const number = (value: number): string => value.toLocaleString('en');

/** A file's words must not steer the terminal. */
const visible = (text: string): string => text.replaceAll(/\p{C}/gu, '\uFFFD');
