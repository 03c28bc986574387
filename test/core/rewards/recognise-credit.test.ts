// Whether a credit whose answer was lost was given: told from the account, or left to a person.
import { describe, expect, test } from "vitest";
import { rational } from "../../../app/core/points/rational.ts";
import {
  type CreditAsk,
  type SeenCredit,
  CREDIT_LAG_MS,
  MAX_SEEN_CREDITS,
  recogniseCredit,
} from "../../../app/core/rewards/recognise-credit.ts";

const ASKED_AT = Date.parse("2026-05-04T10:00:00Z");
const LATER = ASKED_AT + CREDIT_LAG_MS;
const ENDS_AT = Date.parse("2027-05-04T09:59:58.250Z");

const ask: CreditAsk = {
  askedAt: ASKED_AT,
  lastSeenGid: "old",
  amountMinor: 500n,
  expiresAt: ENDS_AT,
};
const ours: SeenCredit = {
  gid: "new",
  amount: rational(500n),
  createdAt: ASKED_AT + 1_000,
  // Shopify keeps whole seconds.
  expiresAt: Date.parse("2027-05-04T09:59:58Z"),
  isByHand: true,
};
const old: SeenCredit = { ...ours, gid: "old", createdAt: ASKED_AT - 86_400_000 };
const nothingTaken: ReadonlySet<string> = new Set();

const verdictOf = (credits: readonly SeenCredit[], now = LATER, asked = ask) =>
  recogniseCredit(asked, credits, nothingTaken, now);

describe("a credit that was asked for", () => {
  test("is the only new one of its amount and end", () => {
    expect(verdictOf([ours, old])).toEqual({ verdict: "given", gid: "new" });
  });

  test("is known at once where it stands there already", () => {
    expect(verdictOf([ours, old], ASKED_AT + 1_000)).toMatchObject({ verdict: "given" });
  });

  test("is not yet known to be missing as long as Shopify may be late", () => {
    expect(verdictOf([old], LATER - 1)).toEqual({ verdict: "too_early", until: LATER });
    expect(verdictOf([old], LATER)).toEqual({ verdict: "not_given" });
    expect(verdictOf([])).toEqual({ verdict: "not_given" });
  });

  test("is for a person to find where it may lie behind the many that came since", () => {
    const others = Array.from({ length: MAX_SEEN_CREDITS }, (_, index) => {
      return { ...ours, gid: `later ${index}`, createdAt: LATER + index, amount: rational(1n) };
    }).toReversed();
    expect(verdictOf(others, LATER + 3_600_000)).toEqual({ verdict: "unclear" });
    expect(verdictOf([...others.slice(1), old])).toEqual({ verdict: "not_given" });
  });

  test("is recognised in an account that was empty before", () => {
    const first = { ...ask, lastSeenGid: null };
    expect(verdictOf([ours], LATER, first)).toMatchObject({ verdict: "given" });
    expect(verdictOf([old], LATER, first)).toEqual({ verdict: "not_given" });
  });

  test("is recognised after the account became part of another", () => {
    const merged = [ours, { ...old, gid: "of the other" }];
    expect(verdictOf(merged)).toMatchObject({ verdict: "given", gid: "new" });
  });
});

const others: [string, Partial<SeenCredit>][] = [
  ["of another amount", { amount: rational(501n) }],
  ["of a fraction of a cent more", { amount: rational(1001n, 2n) }],
  ["with another end", { expiresAt: ENDS_AT + 1_000 }],
  ["without an end", { expiresAt: null }],
  ["of a refund", { isByHand: false }],
];

describe("somebody else's credit", () => {
  test.each(others)("%s is not taken for ours", (_name, difference) => {
    expect(verdictOf([{ ...ours, ...difference }, old])).toEqual({ verdict: "not_given" });
  });

  test("without an end is told from ours with one, and the other way round", () => {
    const endless = { ...ask, expiresAt: null };
    expect(verdictOf([ours, old], LATER, endless)).toEqual({ verdict: "not_given" });
    const likeIt = { ...ours, expiresAt: null };
    expect(verdictOf([likeIt, old], LATER, endless)).toMatchObject({ verdict: "given" });
  });

  test("that stands for another redemption is not taken for ours", () => {
    const taken = new Set(["new"]);
    expect(recogniseCredit(ask, [ours, old], taken, LATER)).toEqual({ verdict: "not_given" });
  });
});

describe("nobody but a person can tell", () => {
  test("which of two is ours", () => {
    const twin = { ...ours, gid: "twin", createdAt: ASKED_AT + 30_000 };
    expect(verdictOf([twin, ours, old])).toEqual({ verdict: "unclear" });
  });

  test.each([
    ["long after", LATER + 1],
    ["long before", ASKED_AT - 60_001],
  ])("whether one that was given %s we asked is ours", (_name, createdAt) => {
    expect(verdictOf([{ ...ours, createdAt }, old])).toEqual({ verdict: "unclear" });
  });
});
