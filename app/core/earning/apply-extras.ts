// Which extras apply to an order, and to which of its lines: decided once, by what was true when it
// was placed.
import { isOfMembership } from "../awards/who-is-meant.ts";
import type { MembershipCondition } from "../program/membership-terms.ts";
import { channelOf } from "../orders/channel.ts";
import type { OrderHead, OrderLine } from "../orders/order-state.ts";
import { ONE, ZERO, add, compare, divide, isZero, rational } from "../points/rational.ts";
import type { Rational } from "../points/rational.ts";
import type { Stacking } from "../program/earning-terms.ts";
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
import { ratePerMinor } from "./rate-per-minor.ts";

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

/** An extra, and which of the order's parts it names. */
interface Candidate {
  readonly extra: CompiledExtra;
  /** Null for every line that earns. */
  readonly places: ReadonlySet<number> | null;
  readonly namesShipping: boolean;
}

const NO_EXTRAS: readonly number[] = [];

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
  const lists = new ExtraLists(candidates);
  return {
    lines: lines.map((line, place) => {
      return line.exclusion === null ? { ...line, extras: lists.ofLine(place) } : line;
    }),
    shipping: shipping && { ...shipping, extras: lists.ofShipping() },
    extras: candidates.map((candidate) => snapshotExtra(candidate, input)),
  };
}

/** Equal lists are one object, by which lines are grouped. */
class ExtraLists {
  readonly #candidates: readonly Candidate[];
  readonly #lists = new Map<string, readonly number[]>();
  /** What every line has, where no candidate chooses among lines. */
  readonly #common: readonly number[] | null;

  constructor(candidates: readonly Candidate[]) {
    this.#candidates = candidates;
    const isCommon = candidates.every(({ places }) => places === null);
    this.#common = isCommon ? candidates.map((_candidate, index) => index) : null;
  }

  ofLine(place: number): readonly number[] {
    return this.#common ?? this.#shared(({ places }) => places === null || places.has(place));
  }

  ofShipping(): readonly number[] {
    return this.#shared(({ namesShipping }) => namesShipping);
  }

  #shared(isNamed: (candidate: Candidate) => boolean): readonly number[] {
    const list = this.#candidates.flatMap((candidate, index) =>
      isNamed(candidate) ? [index] : [],
    );
    if (list.length === 0) return NO_EXTRAS;
    if (list.length === this.#common?.length) return this.#common;
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
  const candidates: Candidate[] = [];
  for (const extra of tier ? [tier, ...program.extras] : program.extras) {
    if (!isMet(extra, order, context)) continue;
    const { minimumMinor } = extra;
    if (minimumMinor > 0n && compare(base, rational(minimumMinor)) < 0) continue;
    const candidate = candidateOf(extra, input);
    if (candidate) candidates.push(candidate);
  }
  return stacking === "newest" ? candidates.toSorted(byAge) : candidates;
}

/** The oldest first; of two that began together the later in the program is the newer. */
function byAge({ extra: a }: Candidate, { extra: b }: Candidate): number {
  return a.since < b.since ? -1 : a.since > b.since ? 1 : 0;
}

function baseOfAll({ lines, shipping }: ExtrasInput): Rational {
  let sum = shipping?.base ?? ZERO;
  for (const { base } of lines) sum = add(sum, base);
  return sum;
}

function isMet(extra: CompiledExtra, { head, facts }: PaidOrder, context: EarnContext): boolean {
  const { channels, tiers, customerTags, segmentIds, members, window } = extra;
  if (window !== null && !window(head.placedAt, context.timeZone)) return false;
  if (extra.optIn && !context.joined.has(extra.id)) return false;
  if (channels !== null && !channels.has(channelOf(head.sourceName))) return false;
  if (tiers !== null && (context.tierId === null || !tiers.has(context.tierId))) return false;
  if (members !== null && !isMemberMeant(members, context)) return false;
  const buyer = facts?.buyer;
  if (customerTags !== null && !customerTags.some((tag) => buyer?.tags.includes(tag))) return false;
  return segmentIds === null || segmentIds.some((id) => buyer?.segmentIds.includes(id));
}

/** Nobody of whom it is not known is new or lapsed. */
function isMemberMeant(members: MembershipCondition, { memberDays }: EarnContext): boolean {
  return memberDays !== null && isOfMembership(members, memberDays);
}

/** Null where it names nothing of the order. */
function candidateOf(extra: CompiledExtra, { order, lines, shipping }: ExtrasInput) {
  const { products, excludedProducts, effect } = extra;
  const perAmount = effect.kind === "multiplier" || effect.kind === "bonus_per_unit";
  const namesShipping = shipping !== null && perAmount && products === null;
  const isForAll = products === null && excludedProducts === null;
  const isNamed = (line: OrderLine): boolean =>
    (products === null || isNamedBy(products, line, order.facts)) &&
    (excludedProducts === null || !isNamedBy(excludedProducts, line, order.facts));
  const named = new Set<number>();
  lines.forEach(({ exclusion }, place) => {
    const line = order.head.lines[place];
    if (exclusion === null && line && (isForAll || isNamed(line))) named.add(place);
  });
  if (named.size === 0 && !namesShipping) return null;
  return { extra, places: isForAll ? null : named, namesShipping };
}

function snapshotExtra(candidate: Candidate, { order, lines }: ExtrasInput): SnapshotExtra {
  const { source, id, effect, minimumMinor, limits } = candidate.extra;
  const lowers = effect.kind === "multiplier" && compare(effect.multiplier, ONE) < 0;
  return {
    source,
    id,
    effect: readyEffect(effect, order.head, () => linesNamedBy(candidate, lines)),
    minimumMinor: lowers ? 0n : minimumMinor,
    limits,
    granted: null,
  };
}

function linesNamedBy({ places }: Candidate, lines: readonly SnapshotLine[]): SnapshotLine[] {
  return lines.filter(
    ({ exclusion }, place) => exclusion === null && (places === null || places.has(place)),
  );
}

function readyEffect(
  effect: CompiledEffect,
  { currency }: OrderHead,
  named: () => readonly SnapshotLine[],
): ExtraEffect {
  switch (effect.kind) {
    case "multiplier":
      return effect;
    case "bonus_per_unit":
      return { kind: effect.kind, perMinor: ratePerMinor(effect.points, currency) };
    case "bonus_per_item":
      return { kind: effect.kind, points: effect.points };
    case "bonus_per_order":
      return spread(effect.points, named());
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
