// A shop with referrals on a real database: a member with a link, friends who come by it, order and
// send back, and the nights in between. What Shopify would say stands in for it here.
import { randomUUID } from "node:crypto";
import { DAY_MS } from "../../app/core/calendar/instant.ts";
import type { Instant } from "../../app/core/calendar/instant.ts";
import type { OrderEvent } from "../../app/core/orders/order-event.ts";
import type { ProgramDocumentInput } from "../../app/core/program/document.ts";
import { findReferral } from "../../app/db/referral-store.ts";
import type { Referral } from "../../app/db/referral-store.ts";
import { enqueueMessages } from "../../app/db/outbox-store.ts";
import { customerKey, ensureMembers } from "../../app/db/member-store.ts";
import { pool } from "../../app/db/pool.ts";
import { withTransaction } from "../../app/db/transaction.ts";
import { recordOrders } from "../../app/usecases/record-order.ts";
import { claimVoucher } from "../../app/usecases/referrals/claim-voucher.ts";
import type { VoucherClaimed } from "../../app/usecases/referrals/claim-voucher.ts";
import { decideByMerchant } from "../../app/usecases/referrals/decide-by-merchant.ts";
import { openLink } from "../../app/usecases/referrals/open-link.ts";
import {
  recordFriend,
  recordVoucherIssued,
} from "../../app/usecases/referrals/record-friend-voucher.ts";
import {
  type Told,
  followMessage,
  settleReferral,
} from "../../app/usecases/referrals/settle-referral.ts";
import { visitLink } from "../../app/usecases/referrals/visit-link.ts";
import type { TestDatabase } from "./database.ts";
import { openLoyaltyShop } from "./loyalty-shop.ts";
import { workNights } from "./night-shop.ts";
import { PLACED_AT, PROGRAM_INPUT, line, orderSeen, refund, refundSeen } from "./order-builder.ts";

/** An hour before test orders are placed. */
export const CLAIMED_AT: Instant = PLACED_AT - 3_600_000;
export const MEMBER = "7001";

export const REFERRAL_INPUT = {
  memberReward: { kind: "points", points: "500" },
  friendVoucher: { discount: { kind: "percentage_off", percent: "10" } },
  minimumOrderMinor: "3000",
  delayDays: 14,
} satisfies ProgramDocumentInput["referral"];

export interface FriendInput {
  readonly email?: string;
  readonly connection?: string | null;
  readonly device?: string | null;
  readonly customerId?: string | null;
  readonly at?: Instant;
  readonly locale?: string;
  /** Of whose link they came by; the member's where left out. */
  readonly code?: string;
}

/** Long, as Shopify makes them: short ones occur by chance in what else is stored. */
let lastFriend = 8_000_000_000_000;

export class ReferralShop {
  readonly id: bigint;
  /** The member whose link friends use. */
  readonly memberId: string;
  readonly code: string;
  #orders = 60_000;

  private constructor(id: bigint, memberId: string, code: string) {
    this.id = id;
    this.memberId = memberId;
    this.code = code;
  }

  static async open(
    db: TestDatabase,
    terms: Partial<NonNullable<ProgramDocumentInput["referral"]>> = {},
    program: Partial<ProgramDocumentInput> = {},
    domain = `${randomUUID()}.myshopify.com`,
  ): Promise<ReferralShop> {
    const document = {
      ...PROGRAM_INPUT,
      ...program,
      referral: { ...REFERRAL_INPUT, ...terms },
    };
    const id = await openLoyaltyShop(db.pool, { domain, timeZone: "UTC" }, document);
    const first = orderSeen(
      { customerId: MEMBER, placedAt: CLAIMED_AT - DAY_MS, name: "#1", lines: [line()] },
      { orderId: "59999" },
    );
    await withTransaction((tx) => recordOrders(tx, [{ shopId: id, event: first }], CLAIMED_AT));
    const { rows } = await pool().query<{ id: string }>(
      "select id from member where shop_id = $1 and shopify_customer_id = $2",
      [id, MEMBER],
    );
    const memberId = rows[0]?.id ?? "";
    const code = (await openLink({ shopId: id, memberId }, CLAIMED_AT)) ?? "";
    await pool().query("update shop set nights_done_until = '2026-02-28' where shop_id = $1", [id]);
    return new ReferralShop(id, memberId, code);
  }

  /** The link of another customer, who is a member from now on. */
  async anotherLink(customerId: string): Promise<string> {
    const { id: shopId } = this;
    const nothing = { email: null, firstName: null, lastName: null, locale: null, updatedAt: null };
    const customer = { customerId, ...nothing };
    const enrolled = await withTransaction((tx) =>
      ensureMembers(tx, [{ shopId, customer, enrolledAt: CLAIMED_AT }]),
    );
    const memberId = enrolled.get(customerKey(shopId, customerId)) ?? "";
    return (await openLink({ shopId, memberId }, CLAIMED_AT)) ?? "";
  }

  /** The friend opens a link and asks for the voucher. */
  async claim(input: FriendInput = {}): Promise<VoucherClaimed> {
    const { connection = null, device = null, customerId = null, at = CLAIMED_AT } = input;
    const { code = this.code } = input;
    const { id: shopId } = this;
    const visited = await visitLink({ shopId, code, visitId: null, customerId, connection }, at);
    if (visited.outcome === "refused") throw new Error(visited.reason);
    const { visitId } = visited;
    const email = input.email ?? `friend-${(lastFriend += 1)}@example.com`;
    const locale = input.locale ?? null;
    return claimVoucher({ shopId, visitId, email, customerId, device, connection, locale }, at);
  }

  /** A friend who has asked and, where nothing speaks against it, has a voucher. */
  async friend(input: FriendInput & { hasBought?: boolean } = {}): Promise<Friend> {
    const claimed = await this.claim(input);
    if (claimed.outcome === "refused") throw new Error(claimed.reason);
    const customerId = String((lastFriend += 1));
    const friend = new Friend(this, claimed.referral.id, customerId);
    await friend.known(input.hasBought ?? false, input.at ?? CLAIMED_AT);
    return friend;
  }

  /** Whose decision is still to come. */
  friendOf(referralId: string): Friend {
    return new Friend(this, referralId, String((lastFriend += 1)));
  }

  async find(id: string): Promise<Referral> {
    const found = await findReferral(pool(), { shopId: this.id, id });
    if (!found) throw new Error("The referral is gone");
    return found;
  }

  nextOrder(): string {
    return String((this.#orders += 1));
  }

  async receive(event: OrderEvent, now: Instant): Promise<void> {
    await withTransaction((tx) => recordOrders(tx, [{ shopId: this.id, event }], now));
    await this.follow(now);
  }

  /** What the outbox would deliver, with what Shopify would tell of both people. */
  async follow(now: Instant, told?: Told): Promise<number> {
    const { rows } = await pool().query<{ key: string }>(
      `delete from outbox_message where shop_id = $1 and kind = 'follow_referral' returning key`,
      [this.id],
    );
    for (const { key: id } of rows) {
      await withTransaction((tx) => settleReferral(tx, { shopId: this.id, id }, now, told));
    }
    return rows.length;
  }

  /** An order of 40.00 that names the customer, as the inbox would hand it on. */
  orderOf(customerId: string, placedAt: Instant): OrderEvent {
    const orderId = this.nextOrder();
    const lines = [line({ id: orderId, price: "40.00" })];
    const placed = { placedAt, updatedAt: placedAt, name: `#${orderId}`, lines };
    const event = orderSeen({ customerId, ...placed }, { orderId });
    return { ...event, customer: event.customer && { ...event.customer, email: null } };
  }

  /** The same, recorded now; what it leaves for the outbox stays there. */
  async recordOrderOf(customerId: string, now: Instant): Promise<void> {
    const news = { shopId: this.id, event: this.orderOf(customerId, now) };
    await withTransaction((tx) => recordOrders(tx, [news], now));
  }

  /** Asks for the referral to be looked at again. */
  async enqueue(id: string): Promise<void> {
    await withTransaction((tx) => enqueueMessages(tx, [followMessage(this.id, id)]));
  }

  async decide(id: string, decision: "approve" | "refuse", now: Instant): Promise<void> {
    const command = { shopId: this.id, referralId: id, decision, actor: "merchant:1" as const };
    await decideByMerchant({ ...command, now, at: now });
  }

  async night(now: Instant): Promise<void> {
    const faults = await workNights(now);
    if (faults.length > 0) throw faults[0];
  }

  /** The member's points without those of their own order. */
  async points(): Promise<bigint> {
    const { rows } = await pool().query<{ points: bigint }>(
      "select available - shortfall - 80 as points from member where shop_id = $1 and id = $2",
      [this.id, this.memberId],
    );
    return rows[0]?.points ?? 0n;
  }
}

export class Friend {
  readonly #shop: ReferralShop;
  readonly id: string;
  readonly customerId: string;
  readonly orderId: string;

  constructor(shop: ReferralShop, id: string, customerId: string) {
    this.#shop = shop;
    this.id = id;
    this.customerId = customerId;
    this.orderId = shop.nextOrder();
  }

  /** Shopify has told who the friend is, and made the voucher that is wanted. */
  async known(hasBought: boolean, now: Instant): Promise<void> {
    const key = { shopId: this.#shop.id, id: this.id };
    if ((await this.referral()).voucherState !== "wanted") return;
    await recordFriend(key, { customerId: this.customerId, hasBought }, now);
    const { voucherState, voucherCode: code } = await this.referral();
    if (voucherState !== "wanted") return;
    const gid = `gid://shopify/DiscountCodeNode/${this.orderId}`;
    await recordVoucherIssued(key, { code, gid }, now);
    await this.#shop.follow(now);
  }

  referral(): Promise<Referral> {
    return this.#shop.find(this.id);
  }

  /** The friend's order as an event, so that tests choose when it is heard of. */
  seen(head: Parameters<typeof orderSeen>[0] = {}): OrderEvent {
    const name = `#${this.orderId}`;
    const lines = [line({ id: this.orderId, price: "40.00" })];
    const seen = { customerId: this.customerId, name, lines, ...head };
    const event = orderSeen(seen, { orderId: this.orderId });
    // Each friend has an address of their own.
    return { ...event, customer: event.customer && { ...event.customer, email: null } };
  }

  refunded(createdAt: Instant): OrderEvent {
    const lines = [{ lineId: this.orderId, quantity: 1 }];
    return refundSeen(refund({ id: `9${this.orderId}`, lines, createdAt }), this.orderId);
  }

  async orders(now: Instant = PLACED_AT + 60_000): Promise<void> {
    await this.#shop.receive(this.seen(), now);
  }

  async sendsBack(at: Instant): Promise<void> {
    await this.#shop.receive(this.refunded(at), at);
  }

  async decide(decision: "approve" | "refuse", now: Instant): Promise<void> {
    await this.#shop.decide(this.id, decision, now);
    await this.known(false, now);
  }
}
