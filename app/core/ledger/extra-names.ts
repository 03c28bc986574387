// What an order's points came from beside the rate, in the merchant's own names.
import type { EarnSnapshot } from "../earning/earn-snapshot.ts";
import { explainWorth } from "../earning/explain-worth.ts";
import type { WorthPart } from "../earning/explain-worth.ts";
import type { OrderState } from "../orders/order-state.ts";
import { ZERO, compare } from "../points/rational.ts";
import type { ProgramDocument } from "../program/document.ts";

/** So that an explanation stays a sentence. */
const MAX_NAMED_EXTRAS = 5;

/**
 * The names of the tier, the rules and the campaigns that added points to the order, in the order
 * of the program, at most five. None where nothing did.
 */
export function namesOfExtras(
  snapshot: EarnSnapshot,
  state: OrderState,
  document: ProgramDocument,
): readonly string[] {
  if (snapshot.extras.length === 0) return [];
  return explainWorth(snapshot, state)
    .extras.filter(({ points }) => compare(points, ZERO) > 0)
    .flatMap((part) => nameOf(part, document) ?? [])
    .slice(0, MAX_NAMED_EXTRAS);
}

function nameOf({ source, id }: WorthPart, document: ProgramDocument): string | undefined {
  const named = {
    tier: document.tiers?.list ?? [],
    rule: document.earning.rules,
    campaign: document.campaigns,
  }[source];
  return named.find((item) => item.id === id)?.name;
}
