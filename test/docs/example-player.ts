// Plays the examples of docs/engine.md and docs/campaigns.md on a real database, through the use
// cases of the app.
import { instantOfLocal, startOfDay } from "../../app/core/calendar/local-time.ts";
import type { Instant } from "../../app/core/calendar/instant.ts";
import { formatAmount } from "../../app/core/money/money.ts";
import type { OrderLine, Refund } from "../../app/core/orders/order-state.ts";
import { rational } from "../../app/core/points/rational.ts";
import type { ProgramDocumentInput } from "../../app/core/program/document.ts";
import { pool } from "../../app/db/pool.ts";
import { withTransaction } from "../../app/db/transaction.ts";
import { joinCampaign } from "../../app/usecases/join-campaign.ts";
import { runPortion } from "../../app/usecases/night/run-night.ts";
import { recordOrders } from "../../app/usecases/record-order.ts";
import { requestRedemption } from "../../app/usecases/request-redemption.ts";
import { saveProgram } from "../../app/usecases/save-program.ts";
import { settleIssued } from "../../app/usecases/settle-redemption.ts";
import { line, orderSeen, refund, shipping } from "../support/order-builder.ts";
import type { LineInput } from "../support/order-builder.ts";
import { insertShop } from "../support/shops.ts";
import type { Figures, RefundOf, ScriptOrder, Statement } from "./example-script.ts";

const CUSTOMER = "7001";
const MINUTE_MS = 60_000;
const VOUCHER = {
  rewardId: "five-off",
  agreed: { points: 100n, amountMinor: 500n, percent: null },
  choice: null,
};

interface PlayedOrder {
  readonly orderId: string;
  readonly placedAt: Instant;
  lines: OrderLine[];
  readonly shipping: string;
  readonly codes: string[];
  readonly refunds: Refund[];
  fulfilledAt: Instant | null;
  customerId: string | null;
}

/** One box: a store of its own with one member, and its clock. */
export class ExamplePlayer {
  readonly #domain: string;
  readonly #orders = new Map<string, PlayedOrder>();
  readonly #codes = new Map<string, string>();
  #timeZone = "Europe/Berlin";
  #currency = "EUR";
  #shopId: bigint | null = null;
  #versionId: string | null = null;
  #program: Record<string, unknown> = {};
  #now: Instant = Date.UTC(2026, 2, 1, 12);

  constructor(domain: string) {
    this.#domain = domain;
  }

  /** Answers what the member holds where the box says what is expected. */
  async play(statement: Statement): Promise<Figures | null> {
    switch (statement.type) {
      case "shop":
        [this.#currency, this.#timeZone] = [statement.currency, statement.timeZone];
        return null;
      case "program":
        return this.#saveProgram(statement.document);
      case "change":
        return this.#saveProgram(changed(this.#program, statement.document));
      case "at":
        return this.#moveTo(
          instantOfLocal(`${statement.date}T${statement.time}`, this.#timeZone, "earlier"),
        );
      case "night":
        return this.#moveTo(startOfDay(statement.date, this.#timeZone) + MINUTE_MS);
      case "order":
        return this.#place(statement.name, statement.order);
      case "edit":
        return this.#edit(statement.name, statement.lines);
      case "refund":
        return this.#refund(statement.name, statement.of);
      case "fulfil":
        this.#order(statement.name).fulfilledAt = this.#now;
        return this.#tell(statement.name);
      case "customer":
        this.#order(statement.name).customerId = CUSTOMER;
        return this.#tell(statement.name);
      case "redeem":
        return this.#redeem(statement.name);
      case "join":
        return this.#join(statement.name);
      case "expect":
        return this.#figures(Object.keys(statement.figures));
    }
  }

  async #join(campaignId: string): Promise<null> {
    const shopId = await this.#shop();
    const result = await joinCampaign({ shopId, customerId: CUSTOMER, campaignId, now: this.#now });
    if (result.outcome !== "joined") throw new Error(`Not joined: ${result.reason}`);
    return null;
  }

  async #shop(): Promise<bigint> {
    this.#shopId ??= await insertShop(pool(), {
      domain: this.#domain,
      currency: this.#currency,
      timeZone: this.#timeZone,
    });
    return this.#shopId;
  }

  async #saveProgram(document: Record<string, unknown>): Promise<null> {
    const reward = { id: VOUCHER.rewardId, kind: "amount_off", amountMinor: "500", points: "100" };
    const saved = await saveProgram({
      shopId: await this.#shop(),
      document: { rewards: [reward], ...document } as ProgramDocumentInput,
      baseVersionId: this.#versionId,
      actor: "system",
      now: this.#now,
      activeFrom: 0,
    });
    if (saved.outcome !== "saved") throw new Error(`Not saved: ${JSON.stringify(saved)}`);
    this.#versionId = saved.versionId;
    this.#program = document;
    await this.#workNights();
    return null;
  }

  /** Time passes day by day, and each night does its work. */
  async #moveTo(moment: Instant): Promise<null> {
    this.#now = moment;
    if (this.#shopId !== null) await this.#workNights();
    return null;
  }

  async #workNights(): Promise<void> {
    const shopId = await this.#shop();
    while ((await runPortion(shopId, this.#now)) === "worked");
  }

  async #place(name: string, order: ScriptOrder): Promise<null> {
    const orderId = `${600 + this.#orders.size}`;
    const code = order.voucher === null ? null : this.#codes.get(order.voucher);
    const off = formatAmount(rational(VOUCHER.agreed.amountMinor), this.#currency);
    const goods = order.lines.map((price, index) =>
      this.#line({ id: `${index + 1}`, price, discount: code && index === 0 ? off : "0" }),
    );
    const tips =
      order.tip === null ? [] : [this.#line({ id: "tip", price: order.tip, kind: "tip" })];
    this.#orders.set(name, {
      orderId,
      placedAt: this.#now,
      lines: [...goods, ...tips],
      shipping: order.shipping ?? "0",
      codes: code ? [code] : [],
      refunds: [],
      fulfilledAt: null,
      customerId: order.guest ? null : CUSTOMER,
    });
    return this.#tell(name);
  }

  /** The order has the first lines of the box and no others. */
  async #edit(name: string, prices: readonly string[]): Promise<null> {
    const order = this.#order(name);
    const removed = order.lines.slice(prices.length);
    order.lines = [
      ...prices.map((price, index) => this.#line({ id: `${index + 1}`, price })),
      ...removed.map((each) => ({ ...each, currentQuantity: 0 })),
    ];
    return this.#tell(name);
  }

  async #refund(name: string, of: RefundOf): Promise<null> {
    const order = this.#order(name);
    const id = `${800 + order.refunds.length}`;
    const given = (input: Parameters<typeof refund>[0]): void => {
      order.refunds.push(refund({ id, createdAt: this.#now, ...input }, this.#currency));
    };
    if (of.kind === "amount") given({ unnamed: of.amount });
    else if (of.kind === "shipping") given({ shipping: order.shipping });
    else {
      const named = of.kind === "line" ? [order.lines[of.line - 1]] : order.lines;
      const lines = named.flatMap((each) => (each && each.currentQuantity > 0 ? [each] : []));
      given({
        lines: lines.map((each) => ({ lineId: each.id, quantity: each.currentQuantity })),
        ...(of.kind === "all" && { shipping: order.shipping }),
      });
      order.lines = order.lines.map((each) =>
        lines.includes(each) ? { ...each, currentQuantity: 0 } : each,
      );
    }
    return this.#tell(name);
  }

  async #tell(name: string): Promise<null> {
    const {
      orderId,
      placedAt,
      lines,
      shipping: price,
      codes,
      refunds,
      ...order
    } = this.#order(name);
    this.#now += MINUTE_MS;
    const event = orderSeen(
      {
        name: `#${name}`,
        placedAt,
        updatedAt: this.#now,
        customerId: order.customerId,
        currency: this.#currency,
        lines,
        shipping: shipping(price, { currency: this.#currency }),
        discountCodes: codes,
        fulfilledAt: order.fulfilledAt,
        financialStatus: refunds.length > 0 ? "partially_refunded" : "paid",
      },
      { refunds, orderId },
    );
    const shopId = await this.#shop();
    await withTransaction((tx) => recordOrders(tx, [{ shopId, event }], this.#now));
    return null;
  }

  async #redeem(name: string): Promise<null> {
    const shopId = await this.#shop();
    const asked = await requestRedemption(
      { shopId, customerId: CUSTOMER, requestKey: name, ...VOUCHER },
      this.#now,
    );
    if (asked.outcome !== "accepted") throw new Error(`No voucher: ${asked.reason}`);
    const { id, code } = asked.redemption;
    await settleIssued(shopId, id, `gid://shopify/DiscountCodeNode/${shopId}${name}`, this.#now);
    this.#codes.set(name, code);
    return null;
  }

  async #figures(wanted: readonly string[]): Promise<Figures> {
    const { rows } = await pool().query<Record<string, string | null>>(
      `select available::text, pending::text, shortfall::text as owed, tier_id as tier from member
       where shop_id = $1`,
      [await this.#shop()],
    );
    return Object.fromEntries(
      wanted.map((figure) => [figure, rows[0]?.[figure] ?? (figure === "tier" ? "none" : "0")]),
    );
  }

  #line(input: LineInput): OrderLine {
    return line(input, this.#currency);
  }

  #order(name: string): PlayedOrder {
    const order = this.#orders.get(name);
    if (!order) throw new Error(`docs/engine.md speaks of an order that was not placed: ${name}`);
    return order;
  }
}

/** The program with some settings of its parts replaced. */
function changed(
  program: Readonly<Record<string, unknown>>,
  changes: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const parts = Object.entries(changes).map(([name, part]) => {
    const before = program[name];
    return [name, isRecord(before) && isRecord(part) ? { ...before, ...part } : part] as const;
  });
  return { ...program, ...Object.fromEntries(parts) };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
