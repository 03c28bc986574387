// How long to wait before trying again: longer after each failure, and never all at the same
// moment.

export interface PausePolicy {
  readonly firstPauseMs: number;
  readonly longestPauseMs: number;
}

/** No pause doubles further than this: beyond it the longest has long been reached. */
const MAX_DOUBLINGS = 30;

/**
 * The pause after the given failed attempt, counted from one. `chance`, from 0 up to 1, spreads it
 * over the upper half, so that what failed together does not come back together.
 */
export function growingPauseMs(policy: PausePolicy, attempt: number, chance: number): number {
  const doublings = Math.min(Math.max(attempt - 1, 0), MAX_DOUBLINGS);
  const full = Math.min(policy.longestPauseMs, policy.firstPauseMs * 2 ** doublings);
  return Math.floor(full / 2 + (full / 2) * chance);
}
