// Orders keep the version that was in force when they were placed.
import type { Instant } from "../calendar/instant.ts";
import type { ProgramVersion } from "./document.ts";

/** A version and the time in which it was, or is, in force. */
export interface ProgramPeriod {
  readonly version: ProgramVersion;
  readonly activeFrom: Instant;
  /** The first instant in which it no longer is; null while it still is. */
  readonly activeUntil: Instant | null;
}

/**
 * The version in force at an instant. Null before the program's first version: orders placed before
 * the merchant started the program earn nothing.
 */
export function versionInForce(
  periods: readonly ProgramPeriod[],
  at: Instant,
): ProgramVersion | null {
  const period = periods.find(
    ({ activeFrom, activeUntil }) => activeFrom <= at && (activeUntil === null || at < activeUntil),
  );
  return period?.version ?? null;
}
