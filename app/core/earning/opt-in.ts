// Campaigns that count only for members who joined them.
import type { Instant } from "../calendar/instant.ts";
import type { TimeZone } from "../calendar/time-zone.ts";
import type { ProgramDocument } from "../program/document.ts";
import { compileProgram } from "./compile-program.ts";

const NONE: readonly string[] = [];

/**
 * The ids of the document's campaigns that run at the instant, in the zone of the shop's calendar,
 * and are only for members who joined. Told without a step for programs that have none. Rule:
 * docs/campaigns.md.
 */
export function campaignsToJoinAt(
  document: ProgramDocument,
  at: Instant,
  timeZone: TimeZone,
): readonly string[] {
  const { optIns } = compileProgram(document);
  if (optIns.length === 0) return NONE;
  return optIns.filter(({ window }) => window === null || window(at, timeZone)).map(({ id }) => id);
}
