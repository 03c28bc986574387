// A lot that was empty while the program or the tier changed ends as if it had held its points.
import { describe, expect, test } from "vitest";
import { catchUpLotExpiry } from "../../../app/core/expiry/catch-up.ts";
import type { MissedChanges } from "../../../app/core/expiry/catch-up.ts";
import { programDocumentSchema } from "../../../app/core/program/document.ts";
import type { ProgramDocumentInput } from "../../../app/core/program/document.ts";
import type { ProgramPeriod } from "../../../app/core/program/version-in-force.ts";
import { PROGRAM_INPUT } from "../../support/order-builder.ts";

type Expiry = NonNullable<ProgramDocumentInput["expiry"]>;

const on = (date: string) => Date.parse(`${date}T00:00:00Z`);
const months = (count: number) =>
  ({ kind: "age", length: { unit: "months", count }, roundTo: "day" }) as const;
const never = { kind: "never" } as const;

function period(id: string, from: string, expiry: Expiry): ProgramPeriod {
  const document = programDocumentSchema.parse({ ...PROGRAM_INPUT, expiry });
  return { version: { id, number: 1, document }, activeFrom: on(from), activeUntil: null };
}

/** Accrued on 1 March 2026 for six months, and empty since the second. */
const lot = { accruedAt: on("2026-03-01"), expiresAt: on("2026-09-02"), termsVersionId: "first" };
const first = period("first", "2026-01-01", { policy: months(6) });

function endOf(periods: ProgramPeriod[], now: string, more: Partial<MissedChanges> = {}) {
  const tiers = [{ tierId: null, from: 0 }];
  const end = catchUpLotExpiry(lot, {
    periods: [first, ...periods],
    zone: "UTC",
    tiers,
    since: on("2026-03-02"),
    now: on(now),
    ...more,
  });
  return end === null ? null : new Date(end).toISOString().slice(0, 10);
}

describe("an empty lot", () => {
  test("keeps its end where nothing changed, and where new terms are for new points", () => {
    expect(endOf([], "2026-12-01")).toBe("2026-09-02");
    expect(endOf([period("b", "2026-04-01", { policy: never })], "2026-12-01")).toBe("2026-09-02");
  });

  test("takes over terms for all points, longer ones and shorter ones", () => {
    const all = { appliesTo: "all_points" } as const;
    expect(endOf([period("b", "2026-04-01", { policy: never, ...all })], "2026-12-01")).toBeNull();
    const shorter = period("b", "2026-04-01", { policy: months(3), ...all });
    expect(endOf([shorter], "2026-04-15")).toBe("2026-06-02");
  });

  test("follows one change after the other, and what one of them ended stays so", () => {
    const all = { appliesTo: "all_points" } as const;
    const shorter = period("b", "2026-04-01", { policy: months(3), ...all });
    const longer = (from: string) => period("c", from, { policy: never, ...all });
    expect(endOf([shorter, longer("2026-05-01")], "2026-12-01")).toBeNull();
    expect(endOf([shorter, longer("2026-07-01")], "2026-12-01")).toBe("2026-06-02");
    expect(endOf([longer("2026-07-01")], "2026-06-01")).toBe("2026-09-02");
  });

  test("follows its member's tier", () => {
    const expiry: Expiry = { policy: months(6), byTier: [{ tierId: "gold", policy: never }] };
    const gold = { ...first, version: period("first", "2026-01-01", expiry).version };
    const tiers = [
      { tierId: null, from: on("2026-03-02") },
      { tierId: "gold", from: on("2026-08-01") },
      { tierId: null, from: on("2026-11-01") },
    ];
    const at = (now: string) => endOf([], now, { periods: [gold], tiers });
    expect(at("2026-07-01")).toBe("2026-09-02");
    expect(at("2026-10-01")).toBeNull();
    expect(at("2026-12-01")).toBe("2026-11-02");
  });

  test("does not follow what it followed while it held points", () => {
    const all = period("b", "2026-03-02", { policy: never, appliesTo: "all_points" });
    expect(endOf([all], "2026-12-01")).toBe("2026-09-02");
  });
});
