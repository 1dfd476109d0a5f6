/** A seeded stream of numbers: the same seed and key give the same world on every machine. */
export interface Random {
  /** 0 ≤ x < 1 */
  next(): number;
  /** An integer, both ends included. */
  integer(from: number, to: number): number;
  pick<T>(list: readonly T[]): T;
  chance(probability: number): boolean;
}

/** A stream for one thing of the world, so that adding a thing does not reshuffle the others (mulberry32). */
export function createRandom(seed: number, key: number | string = 0): Random {
  let state = (Math.imul(seed, 0x9e3779b1) ^ hashKey(key)) >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  return {
    next,
    integer: (from, to) => from + Math.floor(next() * (to - from + 1)),
    pick: (list) => {
      const chosen = list[Math.floor(next() * list.length)];
      if (chosen === undefined) throw new Error('Cannot pick from an empty list');
      return chosen;
    },
    chance: (probability) => next() < probability,
  };
}

function hashKey(key: number | string): number {
  if (typeof key === 'number') return Math.imul(key ^ (key >>> 16), 0x45d9f3b) ^ 0x2545f491;
  let hash = 0x811c9dc5;
  for (let at = 0; at < key.length; at++) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
  return hash;
}

/** Lower-case hexadecimal characters, as AWS's ids have them; `length` is a multiple of eight. */
export function randomId(random: Random, length: number): string {
  let id = '';
  while (id.length < length) id += random.integer(0, 0xffffffff).toString(16).padStart(8, '0');
  return id;
}
