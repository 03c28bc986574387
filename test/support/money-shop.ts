// A simulated shop whose program gives money: gift cards and store credit. The app may make both.
import { randomUUID } from "node:crypto";
import type { Redemption } from "../../app/core/rewards/redemption.ts";
import type { GiftRecipient } from "../../app/core/rewards/gift-recipient.ts";
import { pool } from "../../app/db/pool.ts";
import { findRedemption } from "../../app/db/redemption-store.ts";
import { requestRedemption } from "../../app/usecases/request-redemption.ts";
import type { FaultKind } from "../../simulator/admin-api/faults.ts";
import { createCustomer } from "../../simulator/actions/customers.ts";
import { adjustCredit } from "../../simulator/actions/store-credit.ts";
import type { CreditTransaction, GiftCard, Installation } from "../../simulator/model.ts";
import { balancesOf, openLoyaltyShop, recordPaidOrder } from "./loyalty-shop.ts";
import { PROGRAM_INPUT } from "./order-builder.ts";
import { type SimulatedShop, deliverOnce } from "./simulated-shop.ts";
import type { TestDatabase } from "./database.ts";

export const MONEY_SCOPES = [
  "write_gift_cards",
  "write_store_credit_account_transactions",
  "read_store_credit_accounts",
];

const WORTH = { points: "100", amountMinor: "500" };
const rewards = [
  { id: "card", kind: "gift_card", ...WORTH, recipient: "either", expiresAfterDays: 365 },
  { id: "credit", kind: "store_credit", ...WORTH, expiresAfterDays: 365 },
  { id: "endless", kind: "store_credit", ...WORTH },
] as const;

/** How long a call that is never answered keeps its caller waiting before the connection breaks. */
const HANG_MS = 200;
/** More than Shopify's lists lag behind. */
const LAG_MS = 3 * 60_000;

/** Every way in which an answer may be lost. */
export const lostAnswers: readonly (readonly [FaultKind, "before" | "after"])[] = [
  ["timeout", "before"],
  ["timeout", "after"],
  ["http_500", "after"],
  ["internal_error", "before"],
  ["reset", "before"],
  ["reset", "after"],
  ["reset_mid_body", "after"],
  ["wrong_json", "before"],
];

let customers = 8_000;

export class MoneyShop {
  readonly world: SimulatedShop;
  readonly shopId: bigint;
  /** A new one for each test, with 120 points. */
  customerId = "";
  redemption!: Redemption;

  private constructor(world: SimulatedShop, shopId: bigint) {
    this.world = world;
    this.shopId = shopId;
  }

  static async open(world: SimulatedShop, db: TestDatabase): Promise<MoneyShop> {
    const document = { ...PROGRAM_INPUT, rewards: [...rewards] };
    const shopId = await openLoyaltyShop(db.pool, { domain: world.shop.domain }, document);
    const shop = new MoneyShop(world, shopId);
    shop.installation.scopes.push(...MONEY_SCOPES);
    // The simulator reads its schema with the first call.
    await world.signIn();
    await deliverOnce(shopId, "write_program", {}, { patienceMs: 30_000 });
    return shop;
  }

  get installation(): Installation {
    const { installation } = this.world.shop;
    if (installation === null) throw new Error("The app is not installed");
    return installation;
  }

  /** A member asks for a reward; from here on the outbox has it. */
  async ask(rewardId: string, recipient: GiftRecipient | null = null): Promise<Redemption> {
    this.customerId = await this.member();
    this.redemption = await this.askAgain(rewardId, recipient);
    return this.redemption;
  }

  async member(): Promise<string> {
    const customerId = String((customers += 1));
    const { context } = this.world.simulator;
    createCustomer(context, this.world.shop, { id: customerId, email: `${customerId}@a.example` });
    await recordPaidOrder(this.shopId, { customerId, price: "120.00" });
    return customerId;
  }

  async askAgain(rewardId: string, recipient: GiftRecipient | null = null): Promise<Redemption> {
    const { shopId, customerId } = this;
    const agreed = { points: 100n, amountMinor: 500n, percent: null };
    const choice = rewardId === "card" ? ({ recipient: "self" } as const) : null;
    const wish = { shopId, customerId, rewardId, agreed, requestKey: randomUUID() };
    const friend = recipient === null ? { choice } : { choice: null, recipient };
    const result = await requestRedemption({ ...wish, ...friend }, this.now());
    if (result.outcome !== "accepted") throw new Error(result.reason);
    return result.redemption;
  }

  now(): number {
    return this.world.simulator.context.now().getTime();
  }

  passLag(): void {
    this.world.simulator.context.clock.advance(LAG_MS);
  }

  deliver(redemption: Pick<Redemption, "id"> = this.redemption) {
    return deliverOnce(this.shopId, "issue_voucher", { redemptionId: redemption.id });
  }

  /** One attempt whose answer is lost. */
  async deliverLosing(operation: string, kind: FaultKind, when: "before" | "after") {
    const { context, faults } = this.world.simulator;
    faults.arm(context, { operation, kind, when, remaining: 1, delayMs: HANG_MS });
    return this.deliver();
  }

  async stored(redemption: Pick<Redemption, "id"> = this.redemption) {
    const found = await findRedemption(pool(), this.shopId, redemption.id);
    if (found === undefined) throw new Error("The redemption is gone");
    return { ...found.redemption, shopifyGid: found.shopifyGid };
  }

  balances() {
    return balancesOf(this.shopId, this.customerId);
  }

  /** As after a merchant took permissions back. */
  async withoutScopes(lost: readonly string[], work: () => Promise<void>): Promise<void> {
    const { installation } = this;
    const { scopes } = installation;
    installation.scopes = scopes.filter((scope) => !lost.includes(scope));
    await work().finally(() => (installation.scopes = scopes));
  }

  /** As a merchant gives credit by hand. */
  giveByHand(amountMinor: number, expiresAt: number | null = null): void {
    const { simulator, shop } = this.world;
    const ends = expiresAt === null ? null : new Date(expiresAt).toISOString();
    adjustCredit(simulator.context, shop, this.customerId, amountMinor, ends);
  }

  /** Of the member of this test. */
  cards(): GiftCard[] {
    const { giftCards } = this.world.shop;
    return [...giftCards.values()].filter(({ customerId }) => customerId === this.customerId);
  }

  /** What was put into the member's account. */
  credits(): CreditTransaction[] {
    const { creditAccounts } = this.world.shop;
    return [...creditAccounts.values()]
      .filter(({ customerId }) => customerId === this.customerId)
      .flatMap(({ transactions }) => transactions);
  }

  /** What is noted of attempts whose outcome is open. */
  async attempts(): Promise<unknown[]> {
    const { rows } = await pool().query("select * from issue_attempt where shop_id = $1", [
      this.shopId,
    ]);
    return rows;
  }
}
