// Which activities keep a balance alive together.
import { expect, test } from "vitest";
import { chainAround } from "../../../app/core/expiry/activity-chain.ts";
import { preventedExpiries } from "../../../app/core/ledger/reverse-expiry.ts";
import type { DatedExpiry } from "../../../app/core/ledger/reverse-expiry.ts";

/** Each keeps a balance alive for ten. */
const active = (at: number) => ({ at, keepsUntil: at + 10 });

test("activities hold together as long as each comes before the one before it has run out", () => {
  const others = [49, 12, 20, 4].map(active);
  expect(chainAround(active(29), others)).toEqual({ from: 4, until: 39 });
  expect(chainAround(active(29), [])).toEqual({ from: 29, until: 39 });
});

test("what comes in the instant in which a balance ends comes too late", () => {
  expect(chainAround(active(20), [active(10), active(30)])).toEqual({ from: 20, until: 30 });
  expect(chainAround(active(20), [active(11), active(29)])).toEqual({ from: 11, until: 39 });
});

test("activities of the same instant are one", () => {
  expect(chainAround(active(20), [active(20), active(15)])).toEqual({ from: 15, until: 30 });
});

const expiry = (
  occurredAt: number,
  lotIds: readonly string[],
  isReversed = false,
): DatedExpiry => ({
  key: `expiry/m/${occurredAt}`,
  programVersionId: null,
  occurredAt,
  isReversed,
  postings: lotIds.map((lotId) => ({
    lotId,
    from: "available" as const,
    to: "expired" as const,
    points: 1n,
  })),
});

test("a chain prevents what ended within it, but for lots that had ended before", () => {
  const chain = { from: 10, until: 40 };
  const ended = [expiry(10, ["a"]), expiry(20, ["a", "b"]), expiry(30, ["a"]), expiry(40, ["b"])];
  const prevented = preventedExpiries(ended, chain);
  expect(prevented).toMatchObject([{ occurredAt: 20, postings: [{ lotId: "b" }] }]);
  expect(prevented[0]?.postings).toHaveLength(1);
});

test("a lot whose end before the chain was taken back lives in it", () => {
  const ended = [expiry(5, ["a"], true), expiry(20, ["a"])];
  expect(preventedExpiries(ended, { from: 10, until: 40 })).toEqual(ended.slice(1));
});
