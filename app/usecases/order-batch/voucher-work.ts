// The vouchers among the discount codes of a batch's orders.
import type { Instant } from "../../core/calendar/instant.ts";
import { versionById } from "../../core/earning/order-standing.ts";
import type { Allocation } from "../../core/ledger/allocate.ts";
import type { OrderHead, OrderState } from "../../core/orders/order-state.ts";
import type { Points } from "../../core/points/points.ts";
import { decideRefundedUse } from "../../core/rewards/decide-refunded-use.ts";
import { decideUsed } from "../../core/rewards/decide-used.ts";
import type {
  Redemption,
  RedemptionContext,
  RedemptionDecision,
} from "../../core/rewards/redemption.ts";
import { isRefundedInFull } from "../../core/rewards/refunded-in-full.ts";
import { normaliseVoucherCode } from "../../core/rewards/voucher-code.ts";
import type { LotKey } from "../../db/lot-store.ts";
import type { Sql } from "../../db/pool.ts";
import { loadAllocations, loadRedemptionsByCodes } from "../../db/redemption-store.ts";
import type { ShopKey } from "../../db/rows.ts";
import { emptyLotsOf, missedChanges } from "../missed-changes.ts";
import { pointsHeldBackOf } from "./held-back.ts";
import type { MemberBook } from "./member-book.ts";
import type { OrderWork, WorkStep } from "./order-work.ts";
import { voucherPointsOwedAgain } from "./owed-again.ts";
import type { Batch } from "./post-step.ts";

interface ShopCode {
  readonly shopId: bigint;
  readonly code: string;
}

interface KnownVoucher {
  readonly shopId: bigint;
  redemption: Redemption;
  isChanged: boolean;
}

/** Vouchers by shop and code; they change as their use is recorded. */
export class VoucherWork {
  readonly #vouchers = new Map<string, KnownVoucher>();
  #allocations: ReadonlyMap<string, readonly Allocation[]> = new Map();

  /** The codes of a shop that are vouchers, as `normaliseVoucherCode` writes them. */
  codesOf(shopId: bigint): ReadonlySet<string> {
    const own = this.#all().filter((voucher) => voucher.shopId === shopId);
    return new Set(own.map(({ redemption }) => normaliseVoucherCode(redemption.code)));
  }

  /** Reads the vouchers behind the codes. Under their members' locks they are certain. */
  async read(tx: Sql, works: readonly OrderWork[]): Promise<void> {
    const codes = new Map(works.flatMap(codesOfWork).map((code) => [voucherKey(code), code]));
    const stored = await loadRedemptionsByCodes(tx, [...codes.values()]);
    const keys = stored.map(({ shopId, redemption }) => ({ shopId, id: redemption.id }));
    this.#allocations = await loadAllocations(tx, keys);
    for (const { shopId, redemption } of stored) {
      const key = voucherKey({ shopId, code: redemption.code });
      this.#vouchers.set(key, { shopId, redemption, isChanged: false });
    }
  }

  /** Whose vouchers the batch may change. */
  members(works: readonly OrderWork[]): ShopKey[] {
    return works
      .flatMap((work) =>
        codesOfWork(work).flatMap((code) => {
          const voucher = this.#vouchers.get(voucherKey(code));
          return voucher && mayChange(voucher.redemption, work) ? [voucher] : [];
        }),
      )
      .map(({ shopId, redemption }) => ({ shopId, id: redemption.memberId }));
  }

  /** The lots that their points came from. */
  lots(): LotKey[] {
    return this.#all().flatMap(({ shopId, redemption: { id, memberId } }) =>
      (this.#allocations.get(id) ?? []).map(({ lotId }) => ({ shopId, memberId, id: lotId })),
    );
  }

  /** When the points of a voucher of the batch were taken; null for those of others. */
  spentAt(redemptionId: string): Instant | null {
    const voucher = this.#all().find(({ redemption: { id } }) => id === redemptionId);
    return voucher?.redemption.requestedAt ?? null;
  }

  /** What is to be written. */
  changed(): { shopId: bigint; redemption: Redemption }[] {
    return this.#all().filter(({ isChanged }) => isChanged);
  }

  /** Marks the vouchers that the order carried as used; points follow in their owners' books. */
  async use(
    { work, event }: WorkStep,
    { tx, works, books, now }: Pick<Batch, "tx" | "works" | "books" | "now">,
  ): Promise<void> {
    if (event.type !== "order_seen") return;
    for (const code of codesOfHead(work, event.head)) {
      const voucher = this.#vouchers.get(voucherKey(code));
      const book = voucher && books.get(voucher.redemption.memberId);
      if (!voucher || !book) continue;
      const { redemption } = voucher;
      const otherPoints = book.voucherPoints - voucherPointsOf(redemption);
      const shortfallPolicy = shortfallPolicyOf(work, redemption);
      const mayForgive = shortfallPolicy !== "repay" && book.ledger.balances.shortfall > 0n;
      const heldBack = mayForgive ? await pointsHeldBackOf({ tx, works }, book) : 0n;
      const decision = decideUsed(
        this.#context(voucher, book, now),
        { orderId: event.orderId, orderName: event.head.name },
        { shortfallPolicy, voucherPoints: otherPoints, heldBack },
      );
      if (decision.outcome === "unchanged") continue;
      book.voucherPoints = otherPoints;
      take(voucher, book, decision);
    }
  }

  /** Gives back what the vouchers of an order cost that was refunded in full. */
  async giveBack(
    { work, state }: WorkStep,
    books: ReadonlyMap<string, MemberBook>,
    { tx, now }: { readonly tx: Sql; readonly now: Instant },
  ): Promise<void> {
    for (const code of codesOfHead(work, state.newest)) {
      const voucher = this.#vouchers.get(voucherKey(code));
      const book = voucher && books.get(voucher.redemption.memberId);
      if (!voucher || !book || !isRefunded(voucher.redemption, work, state)) continue;
      const use = { orderId: work.orderId, orderName: state.newest?.name ?? "" };
      const spentAt = (id: string): Instant | null => this.spentAt(id);
      const forgiven =
        voucher.redemption.status === "used"
          ? await voucherPointsOwedAgain({ tx, book, spentAt, now }, voucher.redemption)
          : 0n;
      const context = this.#context(voucher, book, now);
      const missed = await missedBy(tx, book, context);
      take(voucher, book, decideRefundedUse({ ...context, ...missed }, use, forgiven));
    }
  }

  #context({ redemption }: KnownVoucher, { ledger }: MemberBook, now: Instant) {
    const allocations = this.#allocations.get(redemption.id) ?? [];
    return { redemption, allocations, ledger, now };
  }

  #all(): KnownVoucher[] {
    return [...this.#vouchers.values()];
  }
}

/** What the lots missed that the voucher emptied. */
async function missedBy(
  tx: Sql,
  { member: { shopId, id }, terms, ledger, tier, tierChanges }: MemberBook,
  { allocations, now }: RedemptionContext,
): Promise<Pick<RedemptionContext, "missed">> {
  const lotIds = emptyLotsOf(ledger, allocations);
  if (lotIds.length === 0) return {};
  const member = { shopId, id, tier, tierChanges };
  return { missed: await missedChanges(tx, member, terms, { lotIds, now }) };
}

function take(voucher: KnownVoucher, book: MemberBook, decision: RedemptionDecision): void {
  if (decision.outcome === "unchanged") return;
  voucher.redemption = decision.redemption;
  voucher.isChanged = true;
  book.apply(decision.change);
}

/** What is used stays used, unless its order is refunded: most news of an order need no owner. */
function mayChange(redemption: Redemption, work: OrderWork): boolean {
  const { status, usedOrderId, returnReason } = redemption;
  const isOwn = usedOrderId === work.orderId;
  if (status === "used") return isOwn && isRefunded(redemption, work, work.latest);
  return !(isOwn && returnReason === "order_refunded");
}

/** The program under which the voucher was got decides whether its points come back. */
function isRefunded(
  { programVersionId }: Redemption,
  { terms }: OrderWork,
  state: OrderState,
): boolean {
  const version = versionById(terms.periods, programVersionId);
  return version !== null && isRefundedInFull(state, version.document.returnSpentPoints);
}

function shortfallPolicyOf({ terms }: OrderWork, { programVersionId }: Redemption) {
  return versionById(terms.periods, programVersionId)?.document.shortfallPolicy ?? "repay";
}

/** What the voucher counts for among those that are neither used nor returned. */
function voucherPointsOf({ status, points }: Redemption): Points {
  return status === "issued" || status === "returning" ? points : 0n;
}

/** The codes that the order carries or carried. */
function codesOfWork(work: OrderWork): ShopCode[] {
  const seen = work.steps.map(({ event }) => (event.type === "order_seen" ? event.head : null));
  const heads = new Set([...seen, work.latest.newest, work.latest.paid]);
  return [...heads].flatMap((head) => codesOfHead(work, head));
}

function codesOfHead({ shopId }: OrderWork, head: OrderHead | null): ShopCode[] {
  return (head?.discountCodes ?? []).map((code) => ({
    shopId,
    code: normaliseVoucherCode(code),
  }));
}

function voucherKey({ shopId, code }: ShopCode): string {
  return `${shopId} ${code}`;
}
