// Which extras apply to an order, and to which of its lines: decided once, by what was true when it
// was placed.
import { channelOf } from "../orders/channel.ts";
import type { OrderHead, OrderLine } from "../orders/order-state.ts";
import { ONE, ZERO, add, compare, divide, isZero, rational } from "../points/rational.ts";
import type { Rational } from "../points/rational.ts";
import type { Stacking } from "../program/earning-terms.ts";
import { knownMinorDigits } from "../money/currency.ts";
import type { CompiledEffect, CompiledExtra, CompiledProgram } from "./compile-program.ts";
import type {
  EarnSnapshot,
  ExtraEffect,
  SnapshotExtra,
  SnapshotLine,
  SnapshotShipping,
} from "./earn-snapshot.ts";
import type { EarnContext } from "./evaluate-order.ts";
import { isNamedBy } from "./match-products.ts";
import type { PaidOrder } from "./needed-facts.ts";

export interface ExtrasInput {
  readonly order: PaidOrder;
  readonly program: CompiledProgram;
  readonly stacking: Stacking;
  readonly context: EarnContext;
  /** Without extras yet, in the order of the payload. */
  readonly lines: readonly SnapshotLine[];
  readonly shipping: SnapshotShipping | null;
}

type WithExtras = Pick<EarnSnapshot, "lines" | "shipping" | "extras">;

/** An extra with the lines that it names, by their places. */
interface Candidate {
  readonly extra: CompiledExtra;
  readonly places: readonly number[];
  readonly namesShipping: boolean;
}

/**
 * The lines with the extras that name them. Extras stand in the order of the program (the tier,
 * rules, campaigns); where only the newest counts, from the oldest to the newest. What the order as
 * placed does not come to is never reached by what is left of it, so such extras are left out. The
 * minimum of a multiplier below one is asked of the order as placed alone: a refund must not end
 * what lowers the points. Rule: more refunded never means more points.
 */
export function applyExtras(input: ExtrasInput): WithExtras {
  const { lines, shipping } = input;
  const candidates = candidatesOf(input);
  if (candidates.length === 0) return { lines, shipping, extras: [] };
  const sharers = new ExtraLists();
  const named = lines.map((line, place) => {
    const extras = candidates.flatMap(({ places }, index) =>
      places.includes(place) ? [index] : [],
    );
    return extras.length === 0 ? line : { ...line, extras: sharers.shared(extras) };
  });
  const onShipping = candidates.flatMap(({ namesShipping }, index) =>
    namesShipping ? [index] : [],
  );
  return {
    lines: named,
    shipping: shipping && { ...shipping, extras: sharers.shared(onShipping) },
    extras: candidates.map((candidate) => snapshotExtra(candidate, input)),
  };
}

/** Equal lists become one object, by which lines are grouped. */
class ExtraLists {
  readonly #lists = new Map<string, readonly number[]>();

  shared(list: readonly number[]): readonly number[] {
    const text = list.join();
    const known = this.#lists.get(text) ?? list;
    this.#lists.set(text, known);
    return known;
  }
}

function candidatesOf(input: ExtrasInput): Candidate[] {
  const { program, context, stacking, order } = input;
  const tier = context.tierId === null ? undefined : program.tiers.get(context.tierId);
  if (!tier && program.extras.length === 0) return [];
  const base = baseOfAll(input);
  const met = [...(tier ? [tier] : []), ...program.extras]
    .filter((extra) => isMet(extra, order, context))
    .filter(({ minimumMinor }) => compare(base, rational(minimumMinor)) >= 0);
  if (stacking === "newest") met.sort(({ since: a }, { since: b }) => (a < b ? -1 : a > b ? 1 : 0));
  return met
    .map((extra) => candidateOf(extra, input))
    .filter(({ places, namesShipping }) => places.length > 0 || namesShipping);
}

function baseOfAll({ lines, shipping }: ExtrasInput): Rational {
  return lines.reduce((sum, { base }) => add(sum, base), shipping?.base ?? ZERO);
}

function isMet(extra: CompiledExtra, { head, facts }: PaidOrder, context: EarnContext): boolean {
  const { channels, tiers, customerTags, segmentIds, window } = extra;
  if (window !== null && !window(head.placedAt, context.timeZone)) return false;
  if (channels !== null && !channels.has(channelOf(head.sourceName))) return false;
  if (tiers !== null && (context.tierId === null || !tiers.has(context.tierId))) return false;
  const buyer = facts?.buyer;
  if (customerTags !== null && !customerTags.some((tag) => buyer?.tags.includes(tag))) return false;
  return segmentIds === null || segmentIds.some((id) => buyer?.segmentIds.includes(id));
}

function candidateOf(extra: CompiledExtra, { order, lines, shipping }: ExtrasInput): Candidate {
  const { products, excludedProducts, effect } = extra;
  const isNamed = (line: OrderLine): boolean =>
    (products === null || isNamedBy(products, line, order.facts)) &&
    (excludedProducts === null || !isNamedBy(excludedProducts, line, order.facts));
  const places = lines.flatMap(({ exclusion }, place) => {
    const line = order.head.lines[place];
    return exclusion === null && line && isNamed(line) ? [place] : [];
  });
  const perAmount = effect.kind === "multiplier" || effect.kind === "bonus_per_unit";
  return { extra, places, namesShipping: shipping !== null && perAmount && products === null };
}

function snapshotExtra(candidate: Candidate, { order, lines }: ExtrasInput): SnapshotExtra {
  const { source, id, effect, minimumMinor, limits } = candidate.extra;
  const lowers = effect.kind === "multiplier" && compare(effect.multiplier, ONE) < 0;
  const named = candidate.places.flatMap((place) => lines[place] ?? []);
  return {
    source,
    id,
    effect: readyEffect(effect, order.head, named),
    minimumMinor: lowers ? 0n : minimumMinor,
    limits,
    granted: null,
  };
}

function readyEffect(
  effect: CompiledEffect,
  { currency }: OrderHead,
  named: readonly SnapshotLine[],
): ExtraEffect {
  switch (effect.kind) {
    case "multiplier":
      return effect;
    case "bonus_per_unit": {
      const minorPerUnit = rational(10n ** BigInt(knownMinorDigits(currency)));
      return { kind: effect.kind, perMinor: divide(effect.points, minorPerUnit) };
    }
    case "bonus_per_item":
      return { kind: effect.kind, points: effect.points };
    case "bonus_per_order":
      return spread(effect.points, named);
  }
}

/** In proportion to what counts of each line, so that refunds take it back in proportion. */
function spread(points: bigint, named: readonly SnapshotLine[]): ExtraEffect {
  const base = named.reduce((sum, line) => add(sum, line.base), ZERO);
  const items = named.reduce((sum, line) => sum + BigInt(line.quantity), 0n);
  const kind = "bonus_per_order";
  if (!isZero(base)) {
    return { kind, points, per: "minor", share: divide(rational(points), base) };
  }
  const share = items > 0n ? rational(points, items) : ZERO;
  return { kind, points, per: "item", share };
}
