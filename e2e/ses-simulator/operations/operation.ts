import type { Signer } from '../http/check-signature.ts';
import type { Place } from '../world/place.ts';
import type { World } from '../world/world.ts';

/** What an operation gets besides its input. */
export interface Call {
  readonly world: World;
  readonly place: Place;
  readonly signer: Signer;
}

/** One operation: its validated input (labels, query and body members together) to the body of its answer. */
export type Handler = (call: Call, input: Record<string, unknown>) => object | undefined;

/** A string member the model requires; the input was validated before. */
export const text = (input: Record<string, unknown>, member: string): string => String(input[member]);

/** An optional map of strings. */
export const stringMap = (input: Record<string, unknown>, member: string): Record<string, string> =>
  (input[member] as Record<string, string> | undefined) ?? {};

/** Epoch seconds with fractions, as rest-json wants them. */
export const seconds = (milliseconds: number): number => milliseconds / 1000;
