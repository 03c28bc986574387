// What an order may earn, from what was ordered and paid. Never looks at what is left: refunds do
// not change it.
import type { MemberDays } from "../awards/who-is-meant.ts";
import { localDateOf } from "../calendar/local-time.ts";
import type { TimeZone } from "../calendar/time-zone.ts";
import type { AmountMinor } from "../money/money.ts";
import { compareText } from "../orders/compare-text.ts";
import type { CodeDiscount, OrderLine, OrderShipping } from "../orders/order-state.ts";
import { netOf, paidFor } from "../orders/paid-amounts.ts";
import { ONE, ZERO, add, isZero, maximum, multiply, subtract } from "../points/rational.ts";
import type { Rational } from "../points/rational.ts";
import type { ProgramVersion } from "../program/document.ts";
import type { EarningTerms } from "../program/earning-terms.ts";
import { normaliseVoucherCode } from "../rewards/voucher-code.ts";
import { applyExtras } from "./apply-extras.ts";
import { compileProgram } from "./compile-program.ts";
import type { CompiledProgram } from "./compile-program.ts";
import type { EarnSnapshot, Exclusion, SnapshotLine, SnapshotShipping } from "./earn-snapshot.ts";
import { isNamedBy } from "./match-products.ts";
import { countedShare } from "./needed-facts.ts";
import type { PaidOrder } from "./needed-facts.ts";

/** What an order's worth depends on beside the order and the program. */
export interface EarnContext {
  /** The shop's. */
  readonly timeZone: TimeZone;
  /** The tier at whose terms the order earns: the member's when it was placed. */
  readonly tierId: string | null;
  /** Codes of the order that are loyalty vouchers, as `normaliseVoucherCode` writes them. */
  readonly voucherCodes: ReadonlySet<string>;
  /** Of the campaigns that are for who joined them: those that the member had joined by then. */
  readonly joined: ReadonlySet<string>;
  /** How long ago the member had joined and ordered; null where nothing asks for it. */
  readonly memberDays: MemberDays | null;
}

const NO_EXTRAS: readonly number[] = [];
const NO_CAMPAIGNS: readonly string[] = [];

/**
 * The exact worth of each line under the version that was in force when the order was placed, with
 * every extra whose conditions were met then. Amounts are in minor units of the shop's currency,
 * campaigns and limits on the shop's calendar. Nothing is rounded and nothing of a limited room is
 * granted here: `grantRooms` comes next. `head` must be a fully paid payload, and `neededFacts`
 * must have no more questions. Throws a RangeError for an unknown currency and for an unknown zone.
 * Rule: points are a function of the order as it was placed (docs/engine.md §1 and §2).
 */
export function evaluateOrder(
  order: PaidOrder,
  version: ProgramVersion,
  context: EarnContext,
): EarnSnapshot {
  const { head } = order;
  const { earning, rounding, tiers, storeCreditRefunds } = version.document;
  const program = compileProgram(version.document);
  const reader = new LineEvaluator(order, earning, program, context);
  const lines = head.lines.map((line) => reader.line(line));
  const shipping = earning.shippingIncluded ? reader.shipping(head.shipping) : null;
  const { perDayCap, perYearCap, programBudget } = earning;
  return {
    programVersionId: version.id,
    currency: head.currency,
    timeZone: context.timeZone,
    tierId: context.tierId,
    rate: program.rate,
    rounding,
    stacking: earning.stacking,
    minimumMinor: earning.minimumOrderMinor,
    perOrderCap: earning.perOrderCap,
    qualifiesByBase: tiers?.qualifyingPoints === "base",
    keepsStoreCredit: storeCreditRefunds === "kept",
    joined: joinedOf(context),
    memberDays: context.memberDays,
    ...applyExtras({ order, program, stacking: earning.stacking, context, lines, shipping }),
    placedOn: localDateOf(head.placedAt, context.timeZone),
    limits: { perDay: perDayCap, perYear: perYearCap, programBudget },
    granted: null,
  };
}

function joinedOf({ joined }: EarnContext): readonly string[] {
  return joined.size === 0 ? NO_CAMPAIGNS : [...joined].toSorted(compareText);
}

/** Reads the lines of one order under one version. */
class LineEvaluator {
  readonly #order: PaidOrder;
  readonly #earning: EarningTerms;
  readonly #program: CompiledProgram;
  readonly #voucherCodes: ReadonlySet<string>;
  readonly #rate: Rational;
  readonly #rates = new Map<Rational, Rational>();
  readonly #counted: Rational;

  constructor(
    order: PaidOrder,
    earning: EarningTerms,
    program: CompiledProgram,
    { voucherCodes }: EarnContext,
  ) {
    this.#order = order;
    this.#earning = earning;
    this.#program = program;
    this.#voucherCodes = voucherCodes;
    this.#rate = program.perMinor(order.head.currency);
    this.#counted = countedShare(order, earning);
  }

  line(line: OrderLine): SnapshotLine {
    const exclusion = this.#exclusionOf(line);
    return {
      lineId: line.id,
      quantity: line.quantity,
      paid: paidFor(line, this.#order.head),
      base: exclusion ? ZERO : this.#baseOf(line),
      rate: exclusion ? this.#rate : this.#rateOf(line),
      extras: NO_EXTRAS,
      exclusion,
    };
  }

  shipping(shipping: OrderShipping): SnapshotShipping {
    return {
      paid: paidFor(shipping, this.#order.head),
      base: this.#baseOf(shipping),
      rate: this.#rate,
      extras: NO_EXTRAS,
    };
  }

  #exclusionOf(line: OrderLine): Exclusion | null {
    if (line.kind === "tip") return "tip";
    if (line.kind === "gift_card" && !this.#earning.giftCardsIncluded) return "gift_card";
    const excluded = this.#program.excludedProducts;
    return excluded && isNamedBy(excluded, line, this.#order.facts) ? "product" : null;
  }

  /** The first multiplier that names the line counts. Equal rates are one object. */
  #rateOf(line: OrderLine): Rational {
    const { facts } = this.#order;
    const found = this.#program.multipliers.find(({ products }) =>
      isNamedBy(products, line, facts),
    );
    if (!found) return this.#rate;
    const { multiplier } = found;
    const rate = this.#rates.get(multiplier) ?? multiply(this.#rate, multiplier);
    this.#rates.set(multiplier, rate);
    return rate;
  }

  /**
   * What counts of a part of the order: its price, less the discounts that count as such, with or
   * without the tax that was charged, times the share of the payments that count.
   */
  #baseOf(part: OrderShipping): AmountMinor {
    const { taxesIncluded } = this.#order.head;
    const { taxIncluded } = this.#earning;
    let base = this.#afterDiscounts(part);
    if (taxIncluded !== taxesIncluded) {
      base = taxIncluded ? add(base, part.tax) : maximum(subtract(base, part.tax), ZERO);
    }
    return this.#counted === ONE ? base : multiply(base, this.#counted);
  }

  #afterDiscounts(part: OrderShipping): AmountMinor {
    const { discountsDeducted, vouchersDeducted } = this.#earning;
    if (isZero(part.discount)) return part.gross;
    if (discountsDeducted === vouchersDeducted) return discountsDeducted ? netOf(part) : part.gross;
    const vouchers = sumOf(part.codeDiscounts.filter(({ code }) => this.#isVoucher(code)));
    const taken = discountsDeducted ? subtract(part.discount, vouchers) : vouchers;
    return maximum(subtract(part.gross, maximum(taken, ZERO)), ZERO);
  }

  #isVoucher(code: string): boolean {
    return this.#voucherCodes.has(normaliseVoucherCode(code));
  }
}

function sumOf(discounts: readonly CodeDiscount[]): AmountMinor {
  return discounts.map(({ amount }) => amount).reduce(add, ZERO);
}
