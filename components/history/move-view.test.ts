import fc from 'fast-check';
import { expect, it } from 'vitest';
import { clampView, panView, reveal, zoomView } from './move-view.ts';

const EARLIEST = 1_000_000;
const NOW = 10_000_000;

it('keeps any view within what is known, ten seconds long at least', () => {
  const time = fc.integer({ min: -1e9, max: 1e9 });
  fc.assert(
    fc.property(time, time, (from, length) => {
      const view = clampView({ from, to: from + length }, EARLIEST, NOW);
      expect(view.to - view.from).toBeGreaterThanOrEqual(10_000 - 1e-3);
      expect(view.from).toBeGreaterThanOrEqual(EARLIEST - 450_000 - 1e-3);
      expect(view.to).toBeLessThanOrEqual(NOW + 180_000 + 1e-3);
    }),
  );
});

it('leaves alone what is within already', () => {
  expect(clampView({ from: 2_000_000, to: 3_000_000 }, EARLIEST, NOW)).toEqual({ from: 2_000_000, to: 3_000_000 });
});

it('zooms about a moment, moves, and brings a moment into sight', () => {
  expect(zoomView({ from: 0, to: 100 }, 0.5, 20)).toEqual({ from: 10, to: 60 });
  expect(zoomView(zoomView({ from: 0, to: 100 }, 0.5, 20), 2, 20)).toEqual({ from: 0, to: 100 });
  expect(panView({ from: 0, to: 100 }, -0.25)).toEqual({ from: -25, to: 75 });
  expect(reveal({ from: 0, to: 100 }, 50)).toEqual({ from: 0, to: 100 });
  expect(reveal({ from: 0, to: 100 }, 500)).toEqual({ from: 450, to: 550 });
});
