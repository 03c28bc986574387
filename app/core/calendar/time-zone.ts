// What clocks show in a time zone. The rules come from Intl, which answers slowly: so each zone's
// stretches of constant offset are found once and kept.
import { DAY_MS, SECOND_MS } from "./instant.ts";
import type { Instant } from "./instant.ts";

/** A zone by its IANA name: `Europe/Berlin`. */
export type TimeZone = string;

/** A time in which a zone's clocks keep the same distance from UTC. */
export interface Stretch {
  readonly from: Instant;
  /** The first instant after it. */
  readonly until: Instant;
  /** What clocks show, less UTC, in milliseconds. */
  readonly offsetMs: number;
}

interface ZoneRules {
  readonly offsetAt: (at: Instant) => number;
  readonly pieces: Map<number, readonly Stretch[]>;
}

/** Rules are read in pieces of this length, when first asked for. */
const PIECE_MS = 32 * DAY_MS;
/**
 * No zone changed its offset for less than a week: a look at each day misses no change.
 */
const LOOK_MS = DAY_MS;
/** Names differ in case, too, so that there are more than zones: beyond this all are read anew. */
const MAX_ZONES = 1_000;
/** A century and more. */
const MAX_PIECES = 2_000;

const zones = new Map<TimeZone, ZoneRules>();
let latestZone: TimeZone | null = null;
let latestRules: ZoneRules | null = null;
let latestStretch: Stretch | null = null;

/** Whether the text names a time zone that dates can be computed in. */
export function isTimeZone(text: string): boolean {
  try {
    rulesOf(text);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/**
 * A stretch of constant offset that holds the instant. It may be a part of a longer one. Throws a
 * RangeError for an unknown zone.
 */
export function stretchAt(at: Instant, zone: TimeZone): Stretch {
  if (zone !== latestZone) {
    latestRules = rulesOf(zone);
    latestZone = zone;
    latestStretch = null;
  }
  if (latestStretch && latestStretch.from <= at && at < latestStretch.until) return latestStretch;
  latestStretch = findStretch(latestRules as ZoneRules, at);
  return latestStretch;
}

function rulesOf(zone: TimeZone): ZoneRules {
  const known = zones.get(zone);
  if (known) return known;
  const rules = { offsetAt: offsetReader(zone), pieces: new Map<number, Stretch[]>() };
  if (zones.size >= MAX_ZONES) zones.clear();
  zones.set(zone, rules);
  return rules;
}

function findStretch({ offsetAt, pieces }: ZoneRules, at: Instant): Stretch {
  const index = Math.floor(at / PIECE_MS);
  let piece = pieces.get(index);
  if (!piece) {
    piece = readPiece(offsetAt, index * PIECE_MS);
    if (pieces.size >= MAX_PIECES) pieces.clear();
    pieces.set(index, piece);
  }
  const found = piece.find(({ until }) => at < until);
  if (!found) throw new RangeError(`No instant: ${at}`);
  return found;
}

function readPiece(offsetAt: ZoneRules["offsetAt"], start: Instant): readonly Stretch[] {
  const end = start + PIECE_MS;
  const stretches: Stretch[] = [];
  let from = start;
  let offsetMs = offsetAt(start);
  for (let look = start + LOOK_MS; look <= end; look += LOOK_MS) {
    const seen = offsetAt(look);
    if (seen === offsetMs) continue;
    const until = firstOther(offsetAt, { from: look - LOOK_MS, to: look, offsetMs });
    stretches.push({ from, until, offsetMs });
    from = until;
    offsetMs = seen;
  }
  if (from < end) stretches.push({ from, until: end, offsetMs });
  return stretches;
}

/** Halves the time between two looks until the second is found in which the offset changes. */
function firstOther(
  offsetAt: ZoneRules["offsetAt"],
  { from, to, offsetMs }: { from: Instant; to: Instant; offsetMs: number },
): Instant {
  let [same, other] = [from, to];
  while (other - same > SECOND_MS) {
    const middle = same + Math.floor((other - same) / (2 * SECOND_MS)) * SECOND_MS;
    if (offsetAt(middle) === offsetMs) same = middle;
    else other = middle;
  }
  return other;
}

/** Reads `GMT+05:30` off the formatted instant; some offsets of the past have seconds. */
function offsetReader(zone: TimeZone): (at: Instant) => number {
  const format = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longOffset" });
  return (at) => {
    const shown = /GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/.exec(format.format(at));
    if (!shown) throw new RangeError(`No offset of ${zone} can be read`);
    const [, sign, hours = "0", minutes = "0", seconds = "0"] = shown;
    const total = Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds);
    return (sign === "-" ? -total : total) * SECOND_MS;
  };
}
