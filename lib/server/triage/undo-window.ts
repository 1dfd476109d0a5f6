import 'server-only';
import type { ActOutcome } from '../../domain/act-names.ts';

/** Later than this the world has moved on, and a new act with its own reason says more. */
export const UNDO_WINDOW_MS = 24 * 3_600_000;

/** Outcomes after which a value of ours may stand in SES. */
export const RESTORABLE: readonly ActOutcome[] = ['confirmed', 'settled-otherwise', 'not-yet', 'reverted', 'unknown'];
