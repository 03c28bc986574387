// What something earns whoever does it now, as far as that is certain before it is asked.
import { type PointsName, formatPoints } from "../../../adapters/email/format.ts";
import type { ProgramDocument } from "../../../core/program/document.ts";
import type { WayToEarn, WayTrigger } from "../../../core/program/ways-to-earn-terms.ts";

type Promised = Pick<ProgramDocument, "waysToEarn" | "actionPointsPerYear"> & {
  readonly pointsName: PointsName;
};

/**
 * Such as "50 Beans"; undefined where a limit or an audience may say otherwise, or where nothing is
 * given.
 */
export function certainWorth(
  { waysToEarn, actionPointsPerYear, pointsName }: Promised,
  trigger: WayTrigger,
  locale: string,
): string | undefined {
  const ways = waysToEarn.filter((way) => way.trigger === trigger);
  if (ways.length === 0 || actionPointsPerYear !== null || !ways.every(isForEverybody)) {
    return undefined;
  }
  const points = ways.reduce((sum, way) => sum + way.points, 0n);
  return formatPoints(points, pointsName, locale);
}

function isForEverybody(way: WayToEarn): boolean {
  const { tiers, customerTags, segmentIds, members } = way.audience;
  const isLimited = "limit" in way && (way.limit !== null || way.coolDownDays > 0);
  const isNarrow = tiers.length + customerTags.length + segmentIds.length > 0;
  return !isLimited && !isNarrow && members === null;
}
