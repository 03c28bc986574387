// What each field of the program's form holds, told by its name in the document.

/**
 * `amount` is text in major units; `count` a whole number that the document keeps as one; `limit`
 * may be empty for none; `zeroOrMore` may be empty for zero, and so may `countOrNone`, which is a
 * number; `countOrNull` may be empty for null; `list` holds several texts.
 */
export type TypedKind =
  | "amount"
  | "count"
  | "countOrNone"
  | "countOrNull"
  | "limit"
  | "zeroOrMore"
  | "list"
  | "text";

const limits = ["perOrderCap", "perDayCap", "perYearCap", "programBudget", "budget"];
const counts = ["days", "times", "atLatestDays", "count", "months", "furtherYears", "graceDays"];
const surveyCounts = ["daysAfterOrder", "pauseDays"];
const referralCounts = ["delayDays", "visitDays", "householdSize", "claimsPerDay"];
const lists = [
  "productIds",
  "variantIds",
  "collectionIds",
  "tags",
  "channels",
  "tiers",
  "countries",
  "variantNames",
  "tierIds",
  "rewardIds",
];

const kindsByName: ReadonlyMap<string, TypedKind> = new Map([
  ...named([...limits, "perMemberLimit", "discountPercent", "closesAt"], "limit"),
  ...named(surveyCounts, "count"),
  ...named(referralCounts, "count"),
  ...named(["windowDays", "blackoutDays"], "count"),
  ...named([...counts, "validityDays", "minSteps", "maxSteps", "percentOff"], "count"),
  ...named(
    [
      "largestSharePercent",
      "expiresAfterDays",
      "stock",
      "most",
      "mostPerYear",
      "refundWindowDays",
      "minimumAge",
    ],
    "countOrNull",
  ),
  ...named([...lists, "customerTags", "segmentIds", "weekdays"], "list"),
  ...named(["activities", "dates", "warningDays", "noticeDays", "benefits"], "list"),
  ...named(["entryPoints", "keep"], "zeroOrMore"),
  ...named(["minimumQuantity", "coolDownDays", "pendingDays"], "countOrNone"),
]);

/** Lists with one entry on each line: their entries may contain commas. */
export const lineLists: ReadonlySet<string> = new Set(["benefits", "variantNames"]);

/** `parent` is what the field is a part of, as it is typed or as it is in the document. */
export function kindOf(path: readonly string[], parent: object): TypedKind {
  const name = path.at(-1) ?? "";
  // The tiers of the program are no list of names.
  if (path.length === 1) return name === "actionPointsPerYear" ? "limit" : "text";
  // Rewards need no name of their own.
  if (path[0] === "rewards" && name === "name") return "limit";
  // What of a reward may have no end.
  if (path[0] === "rewards" && path.length === 3) {
    if (name === "days") return "countOrNull";
    if (name === "endsAt") return "limit";
  }
  if (name.endsWith("Minor")) return "amount";
  if (name === "atLeast") return isSpend(parent) ? "amount" : "text";
  return kindsByName.get(name) ?? "text";
}

/** Whether a threshold counts money. */
function isSpend(threshold: object): boolean {
  return "counter" in threshold && threshold.counter === "spend";
}

function named(names: readonly string[], kind: TypedKind): [string, TypedKind][] {
  return names.map((name) => [name, kind]);
}
