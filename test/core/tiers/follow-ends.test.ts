// Ends of points follow the tiers that a member entered, each under the version of its moment, and
// the versions that have come since.
import { describe, expect, test } from "vitest";
import { NO_BALANCES } from "../../../app/core/ledger/entry.ts";
import type { LotState } from "../../../app/core/ledger/entry.ts";
import { emptyLot } from "../../../app/core/ledger/lot.ts";
import { programDocumentSchema } from "../../../app/core/program/document.ts";
import type { ProgramDocumentInput } from "../../../app/core/program/document.ts";
import type { ProgramPeriod } from "../../../app/core/program/version-in-force.ts";
import { followEnds } from "../../../app/core/tiers/follow-ends.ts";
import { PROGRAM_INPUT } from "../../support/order-builder.ts";

type Expiry = NonNullable<ProgramDocumentInput["expiry"]>;

const on = (date: string) => Date.parse(`${date}T00:00:00Z`);
const months = (count: number, kind: "age" | "inactivity" = "age") =>
  ({ kind, length: { unit: "months", count }, roundTo: "day" }) as const;
const never = { kind: "never" } as const;
const all = { appliesTo: "all_points" } as const;

function period(id: string, from: string, expiry: Expiry): ProgramPeriod {
  const document = programDocumentSchema.parse({ ...PROGRAM_INPUT, expiry });
  return { version: { id, number: 1, document }, activeFrom: on(from), activeUntil: null };
}

function inGold(policy: Expiry["policy"], gold: Expiry["policy"]): Expiry {
  return { policy, byTier: gold ? [{ tierId: "gold", policy: gold }] : [] };
}

/** Earned on 1 March 2026 under the first version. */
function lotUntil(expiresAt: string): LotState {
  const accruedAt = on("2026-03-01");
  const lot = { id: "a", orderId: "1", accruedAt, releasesAt: null, termsVersionId: "first" };
  return { ...emptyLot({ ...lot, expiresAt: on(expiresAt) }), original: 50n, available: 50n };
}

interface Late {
  readonly periods: readonly ProgramPeriod[];
  /** The tiers that were entered; gold on the first of April where left out. */
  readonly entered?: readonly (readonly [string, string])[];
  readonly lot?: LotState;
  readonly balanceUntil?: string;
}

/** On the first of December it is heard which tiers the member had entered. */
function heardOnFirstOfDecember({ periods, entered, lot, balanceUntil }: Late) {
  const [first = ["gold", "2026-04-01"], ...later] = entered ?? [];
  const held = ([tierId, from]: readonly [string, string]) => ({ tierId, from: on(from) });
  const tiers = [held(first), ...later.map(held)] as const;
  const now = on("2026-12-01") + 3_600_000;
  const balanceExpiresAt = balanceUntil === undefined ? null : on(balanceUntil);
  const ledger = { memberId: "m", balances: NO_BALANCES, balanceExpiresAt, turnCount: 0 };
  const followed = { periods, zone: "UTC", tiers, current: null, now, heardAt: now };
  const after = followEnds({ ...ledger, lots: [] }, lot ? [lot] : [], on("2026-03-01"), followed);
  const told = (at: number | null) => at && new Date(at).toISOString().slice(0, 10);
  const [moved = lot] = after.lots;
  return { lot: told(moved?.expiresAt ?? null), balance: told(after.balanceExpiresAt) };
}

describe("a tier that is heard of late", () => {
  test("moves ends under the version of its own time, though a younger one is in force", () => {
    const terms = inGold(months(6), never);
    const periods = [period("first", "2026-01-01", terms), period("b", "2026-10-01", terms)];
    const lot = lotUntil("2026-09-02");
    expect(heardOnFirstOfDecember({ periods, lot }).lot).toBeNull();
    const late = { periods, lot, entered: [["gold", "2026-09-15"]] as const };
    expect(heardOnFirstOfDecember(late).lot).toBe("2026-09-02");
  });

  test("has ended what it would have ended before the younger version came, but not unheard", () => {
    const periods = [
      period("first", "2026-01-01", inGold(months(6), months(1))),
      period("b", "2026-08-01", { ...inGold(months(12), never), ...all }),
    ];
    const lot = lotUntil("2027-03-02");
    expect(heardOnFirstOfDecember({ periods, lot }).lot).toBe("2026-12-02");
  });

  test("leaves it to the younger version what had not ended by then", () => {
    const periods = [
      period("first", "2026-01-01", inGold(months(12), months(10))),
      period("b", "2026-08-01", { ...inGold(months(12), months(18)), ...all }),
    ];
    expect(heardOnFirstOfDecember({ periods, lot: lotUntil("2027-03-02") }).lot).toBe("2027-09-02");
  });

  test("is followed by the next one: what the first had ended stays so", () => {
    const own = [
      { tierId: "silver", policy: months(1) },
      { tierId: "gold", policy: never },
    ];
    const periods = [period("first", "2026-01-01", { policy: months(12), byTier: own })];
    const after = (gold: string) =>
      heardOnFirstOfDecember({
        periods,
        lot: lotUntil("2027-03-02"),
        entered: [
          ["silver", "2026-03-15"],
          ["gold", gold],
        ],
      }).lot;
    expect(after("2026-04-01")).toBeNull();
    expect(after("2026-04-02")).toBe("2026-12-02");
  });

  test("moves the end of a whole balance in the same way", () => {
    const periods = [
      period("first", "2026-01-01", inGold(months(6, "inactivity"), months(1, "inactivity"))),
      period("b", "2026-08-01", {
        ...inGold(months(12, "inactivity"), months(24, "inactivity")),
        ...all,
      }),
    ];
    const ended = heardOnFirstOfDecember({ periods, balanceUntil: "2027-03-02" });
    expect(ended.balance).toBe("2026-12-02");
    const later = periods.slice(1);
    const longer = inGold(months(6, "inactivity"), months(10, "inactivity"));
    const alive = [period("first", "2026-01-01", longer), ...later];
    const kept = heardOnFirstOfDecember({ periods: alive, balanceUntil: "2027-03-02" });
    expect(kept.balance).toBe("2028-03-02");
  });
});
