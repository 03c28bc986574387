// refunds/create, and the refunds inside an order's payload.
import { z } from "zod";
import type { RefundSeen } from "../core/orders/order-event.ts";
import type { Refund, RefundMoney, RefundedLine } from "../core/orders/order-state.ts";
import { isStoreCredit, shareThrough } from "../core/orders/payments.ts";
import {
  ZERO,
  add,
  isZero,
  maximum,
  rationalFromDecimal,
  subtract,
} from "../core/points/rational.ts";
import type { Rational } from "../core/points/rational.ts";
import { parseJson } from "./parse-json.ts";
import type { PayloadBody } from "./parse-json.ts";
import {
  decimalField,
  idField,
  instantField,
  listOf,
  moneySetField,
  readAmount,
  readFields,
  readQuantity,
} from "./payload-fields.ts";
import type { MoneySet } from "./payload-fields.ts";
import { PayloadProblem, readPayload } from "./payload-problem.ts";
import type { PayloadAnswer } from "./payload-problem.ts";
import { refuseOtherCurrencies } from "./refund-currencies.ts";

const adjustmentField = z.object({
  kind: z.string().nullish(),
  reason: z.string().nullish(),
  amount: decimalField,
  tax_amount: decimalField.nullish(),
  amount_set: moneySetField.nullish(),
  tax_amount_set: moneySetField.nullish(),
});

/** A refund as orders and refunds/create carry it. */
export const refundField = z.object({
  id: idField,
  created_at: instantField.nullish(),
  processed_at: instantField.nullish(),
  refund_line_items: listOf(
    z.object({
      line_item_id: idField,
      quantity: z.int(),
      subtotal_set: moneySetField.nullish(),
    }),
  ),
  order_adjustments: listOf(adjustmentField),
  refund_shipping_lines: listOf(z.object({ subtotal_amount_set: moneySetField })),
  total_duties_set: moneySetField.nullish(),
  total_additional_fees_set: moneySetField.nullish(),
  transactions: listOf(
    z.object({
      kind: z.string().nullish(),
      status: z.string().nullish(),
      gateway: z.string().nullish(),
      amount: decimalField.nullish(),
      currency: z.string().nullish(),
    }),
  ),
});
type RefundFields = z.output<typeof refundField>;
type AdjustmentFields = RefundFields["order_adjustments"][number];

export const refundMessage = refundField.extend({ order_id: idField });

/** Reads a refunds/create body. */
export function parseRefund(body: PayloadBody): PayloadAnswer<RefundSeen> {
  return readPayload(() => {
    const fields = readFields(refundMessage, parseJson(body));
    const refund = readRefund(fields, null, "");
    refuseOtherCurrencies(fields, null, "");
    const shopCurrency = currencyOf(fields);
    const event = { type: "refund_seen", orderId: fields.order_id, refund } as const;
    return shopCurrency === null ? event : { ...event, shopCurrency };
  });
}

/**
 * What a refund gave back. Lines count by their units; shipping and what names no line count by
 * money. `currency` is the shop's, where the payload around the refund tells it.
 */
export function readRefund(told: RefundFields, currency: string | null, path: string): Refund {
  const fields = withoutEmptyLines(told);
  const createdAt = fields.created_at ?? fields.processed_at;
  if (createdAt === null || createdAt === undefined) {
    throw new PayloadProblem("missing_field", `${path}created_at`);
  }
  const money = new RefundReader(currency ?? currencyOf(fields), path);
  return {
    id: fields.id,
    createdAt,
    lines: refundedLines(fields, path),
    shipping: money.shipping(fields),
    unnamed: money.unnamed(fields),
    storeCreditShare: storeCreditShareOf(fields),
    movedMoney: isExplained(fields) || fields.transactions.some(isPaidBack),
  };
}

/** Money that is still on its way counts as paid back; should it fail, a newer payload says so. */
function isPaidBack({ kind, status }: RefundFields["transactions"][number]): boolean {
  return kind === "refund" && (status === "success" || status === "pending");
}

/** Whether there is nothing to pay for, or the refund itself says what was not paid back. */
function isExplained(fields: RefundFields): boolean {
  const named = fields.refund_line_items.length + fields.refund_shipping_lines.length;
  return named === 0 || fields.order_adjustments.some(isDiscrepancy);
}

function storeCreditShareOf({ transactions }: RefundFields): Rational {
  const moved = transactions.filter(isPaidBack).map(({ gateway, amount }) => ({
    gateway: gateway ?? "",
    amount: rationalFromDecimal(amount ?? "0") ?? ZERO,
  }));
  return shareThrough(moved, isStoreCredit);
}

/** Lines of which no unit goes back name nothing: then the money tells what was refunded. */
function withoutEmptyLines(fields: RefundFields): RefundFields {
  if (fields.refund_line_items.every(({ quantity }) => quantity !== 0)) return fields;
  const named = fields.refund_line_items.filter(({ quantity }) => quantity !== 0);
  return { ...fields, refund_line_items: named };
}

/** Each line once, in a fixed order, so that equal refunds are equal texts. */
function refundedLines(fields: RefundFields, path: string): RefundedLine[] {
  const units = new Map<string, number>();
  fields.refund_line_items.forEach(({ line_item_id: lineId, quantity }, index) => {
    const read = readQuantity(quantity, `${path}refund_line_items.${index}.quantity`);
    units.set(lineId, (units.get(lineId) ?? 0) + read);
  });
  return [...units]
    .map(([lineId, quantity]) => ({ lineId, quantity }))
    .toSorted((a, b) => (a.lineId < b.lineId ? -1 : 1));
}

const NOTHING: RefundMoney = { shop: ZERO, presentment: null };

/** Amounts of one refund; bare ones are in `currency`. */
class RefundReader {
  readonly #currency: string | null;
  readonly #path: string;

  constructor(currency: string | null, path: string) {
    this.#currency = currency;
    this.#path = path;
  }

  /**
   * The newer list of shipping lines where it is filled, else the older adjustments: they tell the
   * same.
   */
  shipping(fields: RefundFields): RefundMoney {
    const lines = fields.refund_shipping_lines.map(({ subtotal_amount_set: set }) =>
      this.#fromSet(set, "refund_shipping_lines"),
    );
    if (lines.length > 0) return sumMoney(lines);
    const adjustments = fields.order_adjustments.filter(isShipping);
    return negated(sumMoney(adjustments.map((adjustment) => this.#amountOf(adjustment))));
  }

  /** Discrepancies are written below zero when more is given back than the lines say. */
  unnamed(fields: RefundFields): RefundMoney {
    const discrepancies = fields.order_adjustments.filter(isDiscrepancy);
    if (fields.order_adjustments.length > 0 || fields.refund_line_items.length > 0) {
      const parts = discrepancies.flatMap((adjustment) => [
        this.#amountOf(adjustment),
        ...this.#taxOf(adjustment),
      ]);
      return negated(sumMoney(parts));
    }
    return fields.refund_shipping_lines.length > 0 ? NOTHING : this.#paidBack(fields);
  }

  /** A refund that explains itself only by the money that moved, less duties and fees. */
  #paidBack(fields: RefundFields): RefundMoney {
    const moved = fields.transactions.filter(isPaidBack);
    const codes = moved.map(({ currency }) => currency ?? this.#requireCurrency("transactions"));
    const total = sumMoney(
      moved.map(({ amount }, index) => this.#moved(amount ?? "0", codes[index] ?? "")),
    );
    const [code] = codes;
    if (this.#currency !== null) return this.#withoutDuties(total, fields);
    if (code === undefined || isZero(total.shop)) return total;
    if (codes.some((other) => other !== code)) this.#requireCurrency("transactions");
    return { ...total, currency: code };
  }

  /** Duties and fees are never in what counts, so that giving them back takes nothing of it. */
  #withoutDuties({ shop, presentment }: RefundMoney, fields: RefundFields): RefundMoney {
    const sets = [fields.total_duties_set, fields.total_additional_fees_set];
    const duties = sumMoney(sets.flatMap((set) => (set ? [this.#fromSet(set, "duties")] : [])));
    const converted = duties.presentment ?? duties.shop;
    return {
      shop: maximum(subtract(shop, presentment ? converted : duties.shop), ZERO),
      presentment: presentment && maximum(subtract(presentment, converted), ZERO),
    };
  }

  #moved(amount: string, currency: string): RefundMoney {
    const value = readAmount(amount, currency, `${this.#path}transactions`);
    const converted = this.#currency !== null && currency !== this.#currency;
    return { shop: value, presentment: converted ? value : null };
  }

  #amountOf({ amount, amount_set: set }: AdjustmentFields): RefundMoney {
    return set ? this.#fromSet(set, "order_adjustments") : this.#bare(amount, "order_adjustments");
  }

  #taxOf({ tax_amount: amount, tax_amount_set: set }: AdjustmentFields): RefundMoney[] {
    if (set) return [this.#fromSet(set, "order_adjustments")];
    return amount ? [this.#bare(amount, "order_adjustments")] : [];
  }

  #fromSet(
    { shop_money: shop, presentment_money: presentment }: MoneySet,
    field: string,
  ): RefundMoney {
    const path = `${this.#path}${field}`;
    const converted = presentment && presentment.currency_code !== shop.currency_code;
    return {
      shop: readAmount(shop.amount, shop.currency_code, path),
      presentment: converted
        ? readAmount(presentment.amount, presentment.currency_code, path)
        : null,
    };
  }

  #bare(amount: string, field: string): RefundMoney {
    const shop = readAmount(amount, this.#requireCurrency(field), `${this.#path}${field}`);
    return { shop, presentment: null };
  }

  #requireCurrency(field: string): string {
    if (this.#currency === null) {
      throw new PayloadProblem("unknown_currency", `${this.#path}${field}`);
    }
    return this.#currency;
  }
}

/** refunds/create does not name the shop's currency; its amounts do. */
function currencyOf(fields: RefundFields): string | null {
  const sets = [
    ...fields.order_adjustments.map((adjustment) => adjustment.amount_set),
    ...fields.refund_shipping_lines.map((line) => line.subtotal_amount_set),
    ...fields.refund_line_items.map((line) => line.subtotal_set),
    fields.total_duties_set,
  ];
  return sets.find((set) => set)?.shop_money.currency_code ?? null;
}

/** What was given back beyond the lines and shipping named, or kept back of them. */
function isDiscrepancy(adjustment: AdjustmentFields): boolean {
  return !isShipping(adjustment) && !isRounding(adjustment);
}

function isShipping({ kind }: AdjustmentFields): boolean {
  return kind === "shipping_refund";
}

/** Cash payments are rounded to coins: that is no refund. */
function isRounding({ kind, reason }: AdjustmentFields): boolean {
  return /rounding/i.test(`${kind} ${reason}`);
}

function sumMoney(parts: readonly RefundMoney[]): RefundMoney {
  if (parts.length === 0) return NOTHING;
  const known = parts.flatMap(({ presentment }) => (presentment ? [presentment] : []));
  return {
    shop: parts.map(({ shop }) => shop).reduce(add),
    presentment: known.length === parts.length ? known.reduce(add) : null,
  };
}

function negated({ shop, presentment }: RefundMoney): RefundMoney {
  return { shop: opposite(shop), presentment: presentment && opposite(presentment) };
}

function opposite(value: Rational): Rational {
  return { n: -value.n, d: value.d };
}
