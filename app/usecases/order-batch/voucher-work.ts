// The vouchers among the discount codes of a batch's orders.
import { versionById } from "../../core/earning/order-standing.ts";
import type { Allocation } from "../../core/ledger/allocate.ts";
import type { Points } from "../../core/points/points.ts";
import type { ProgramPeriod } from "../../core/program/version-in-force.ts";
import { decideUsed } from "../../core/rewards/decide-used.ts";
import type { Redemption } from "../../core/rewards/redemption.ts";
import { normaliseVoucherCode } from "../../core/rewards/voucher-code.ts";
import type { Instant } from "../../core/calendar/instant.ts";
import type { LotKey } from "../../db/ledger-store.ts";
import type { Sql } from "../../db/pool.ts";
import { loadAllocations, loadRedemptionsByCodes } from "../../db/redemption-store.ts";
import type { ShopKey } from "../../db/rows.ts";
import type { MemberBook } from "./member-book.ts";
import type { ShopOrderEvent } from "./order-work.ts";

export interface ShopCode {
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
  readonly codes: readonly ShopCode[];
  readonly #vouchers: ReadonlyMap<string, KnownVoucher>;
  readonly #allocations: ReadonlyMap<string, readonly Allocation[]>;

  constructor(
    codes: readonly ShopCode[],
    vouchers: ReadonlyMap<string, KnownVoucher>,
    allocations: ReadonlyMap<string, readonly Allocation[]>,
  ) {
    this.codes = codes;
    this.#vouchers = vouchers;
    this.#allocations = allocations;
  }

  /** Whose vouchers they are. */
  members(): ShopKey[] {
    return this.#all().map(({ shopId, redemption }) => ({ shopId, id: redemption.memberId }));
  }

  /** The lots that their points came from. */
  lots(): LotKey[] {
    return this.#all().flatMap(({ shopId, redemption: { id, memberId } }) =>
      (this.#allocations.get(id) ?? []).map(({ lotId }) => ({ shopId, memberId, id: lotId })),
    );
  }

  /** What is to be written. */
  changed(): { shopId: bigint; redemption: Redemption }[] {
    return this.#all().filter(({ isChanged }) => isChanged);
  }

  /** Marks the vouchers that the order carried as used; points follow in their owners' books. */
  use(
    { shopId, event }: ShopOrderEvent,
    periods: readonly ProgramPeriod[],
    books: ReadonlyMap<string, MemberBook>,
    now: Instant,
  ): void {
    for (const { code } of codesOf({ shopId, event })) {
      const voucher = this.#vouchers.get(voucherKey({ shopId, code }));
      const book = voucher && books.get(voucher.redemption.memberId);
      if (!voucher || !book || event.type !== "order_seen") continue;
      const { redemption } = voucher;
      const version = versionById(periods, redemption.programVersionId);
      const otherPoints = book.voucherPoints - voucherPointsOf(redemption);
      const decision = decideUsed(
        {
          redemption,
          allocations: this.#allocations.get(redemption.id) ?? [],
          ledger: book.ledger,
          now,
        },
        { orderId: event.orderId, orderName: event.head.name },
        {
          shortfallPolicy: version?.document.shortfallPolicy ?? "repay",
          voucherPoints: otherPoints,
        },
      );
      if (decision.outcome === "unchanged") continue;
      book.voucherPoints = otherPoints;
      voucher.redemption = decision.redemption;
      voucher.isChanged = true;
      book.apply(decision.change);
    }
  }

  #all(): KnownVoucher[] {
    return [...this.#vouchers.values()];
  }
}

/** What the voucher counts for among those that are neither used nor returned. */
function voucherPointsOf({ status, points }: Redemption): Points {
  return status === "issued" || status === "returning" ? points : 0n;
}

/** The codes that the orders carry, each once. */
export function codesOfBatch(events: readonly ShopOrderEvent[]): ShopCode[] {
  return [...new Map(events.flatMap(codesOf).map((code) => [voucherKey(code), code])).values()];
}

/** The vouchers behind the codes. Reading them under their members' locks makes them certain. */
export async function readVouchers(tx: Sql, codes: readonly ShopCode[]): Promise<VoucherWork> {
  const stored = await loadRedemptionsByCodes(tx, codes);
  const keys = stored.map(({ shopId, redemption }) => ({ shopId, id: redemption.id }));
  const allocations = await loadAllocations(tx, keys);
  const vouchers = stored.map(({ shopId, redemption }) => {
    const key = voucherKey({ shopId, code: redemption.code });
    return [key, { shopId, redemption, isChanged: false }] as const;
  });
  return new VoucherWork(codes, new Map(vouchers), allocations);
}

function codesOf({ shopId, event }: ShopOrderEvent): ShopCode[] {
  if (event.type !== "order_seen") return [];
  return event.head.discountCodes.map((code) => ({ shopId, code: normaliseVoucherCode(code) }));
}

function voucherKey({ shopId, code }: ShopCode): string {
  return `${shopId} ${code}`;
}
