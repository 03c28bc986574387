// Each check finds what its name says, passes what it should pass, and tells when it cannot know.
import { describe, expect, test } from "vitest";
import {
  type Evidence,
  NO_EVIDENCE,
  decideReferral,
  lookAt,
} from "../../../app/core/referrals/decide-referral.ts";
import { isDisposableDomain } from "../../../app/core/referrals/disposable-domains.ts";
import {
  type CheckName,
  type ReferralFacts,
  fraudCheck,
  fraudChecks,
} from "../../../app/core/referrals/fraud-checks.ts";

const home = { street: "1 Quay Street", postcode: "10115", country: "DE" };
const away = { street: "7 Hill Road", postcode: "20095", country: "DE" };

/** Two strangers, of whom everything is known. */
const strangers: ReferralFacts = {
  member: { customerId: "1", email: "ada@example.com", phone: "+49 170 1111111", address: home },
  friend: { customerId: "2", email: "bob@example.com", phone: "+49 170 2222222", address: away },
  friendHasBought: false,
  isBroughtBefore: false,
  isMembersDevice: false,
  othersOfConnection: 0,
  othersOfMember: 0,
  limits: { householdSize: 4, claimsPerDay: 10 },
};

const friend = (changes: Partial<ReferralFacts["friend"]>): ReferralFacts => ({
  ...strangers,
  friend: { ...strangers.friend, ...changes },
});

const cases: Readonly<
  Record<CheckName, { found: ReferralFacts; passed: ReferralFacts; unknown?: ReferralFacts }>
> = {
  same_customer: { found: friend({ customerId: "1" }), passed: friend({ customerId: null }) },
  same_email: {
    found: friend({ email: "Ada+friend@Example.com" }),
    passed: friend({ email: "ada@example.org" }),
    unknown: friend({ email: null }),
  },
  existing_customer: {
    found: { ...strangers, friendHasBought: true },
    passed: strangers,
    unknown: { ...strangers, friendHasBought: undefined },
  },
  brought_before: { found: { ...strangers, isBroughtBefore: true }, passed: strangers },
  same_phone: {
    found: friend({ phone: "0170 1111111" }),
    passed: friend({ phone: null }),
    unknown: friend({ phone: undefined }),
  },
  many_of_one_connection: {
    found: { ...strangers, othersOfConnection: 4 },
    passed: { ...strangers, othersOfConnection: 3 },
    unknown: { ...strangers, othersOfConnection: undefined },
  },
  disposable_email: {
    found: friend({ email: "x@mail.yopmail.com" }),
    passed: friend({ email: "x@notyopmail.com" }),
    unknown: friend({ email: null }),
  },
  many_in_a_day: {
    found: { ...strangers, othersOfMember: 10 },
    passed: { ...strangers, othersOfMember: 9 },
  },
  same_address: {
    found: friend({ address: home }),
    passed: friend({ address: null }),
    unknown: friend({ address: undefined }),
  },
  same_device: {
    found: { ...strangers, isMembersDevice: true },
    passed: strangers,
    unknown: { ...strangers, isMembersDevice: undefined },
  },
};

describe.each(Object.entries(cases))("the check %s", (name, { found, passed, unknown }) => {
  const check = fraudCheck(name);

  test("finds it, and nothing else does", () => {
    expect(check?.finds(found)).toBe(true);
    const { found: all } = lookAt(found, "claim", NO_EVIDENCE);
    expect(all).toEqual([{ check: name, stage: "claim" }]);
  });

  test("passes what is another thing", () => expect(check?.finds(passed)).toBe(false));

  test("speaks against nobody where it cannot know", () => {
    if (unknown === undefined) return expect(check?.finds(strangers)).toBe(false);
    expect(check?.finds(unknown)).toBeUndefined();
    const evidence = lookAt(unknown, "claim", NO_EVIDENCE);
    expect(decideReferral(evidence)).toBe("approve");
    expect(evidence.unknown).toContain(name);
  });

  test("has a reason that merchants can read", () => {
    expect(check?.reason).toMatch(/^[A-Z].{20,}[^.]$/);
  });
});

test("every check has its cases, and a name of its own", () => {
  expect(new Set(fraudChecks.map(({ name }) => name))).toEqual(new Set(Object.keys(cases)));
});

describe("the decision", () => {
  const found = (...checks: CheckName[]): Evidence => ({
    found: checks.map((check) => ({ check, stage: "claim" })),
    unknown: [],
  });

  test.each([
    [[], "approve"],
    [["same_address"], "approve"],
    [["same_device"], "approve"],
    [["same_address", "same_device"], "review"],
    [["same_phone"], "review"],
    [["many_of_one_connection"], "review"],
    [["disposable_email"], "review"],
    [["many_in_a_day"], "review"],
    [["same_phone", "same_email"], "refuse"],
    [["existing_customer"], "refuse"],
    [["brought_before"], "refuse"],
    [["same_customer"], "refuse"],
  ] as [CheckName[], string][])("by %j is %s", (checks, decision) => {
    expect(decideReferral(found(...checks))).toBe(decision);
  });
});

describe("looking again", () => {
  test("keeps what was found, each once, with the stage at which it was found first", () => {
    const first = lookAt(friend({ phone: "0170 1111111" }), "claim", NO_EVIDENCE);
    const moved = { ...friend({ address: home }), isMembersDevice: true };
    const second = lookAt(moved, "order", first);
    expect(lookAt(moved, "reward", second).found).toEqual([
      { check: "same_phone", stage: "claim" },
      { check: "same_address", stage: "order" },
      { check: "same_device", stage: "order" },
    ]);
  });

  test("what was told once is not unknown any more", () => {
    const silent = friend({ phone: undefined, address: undefined });
    const first = lookAt(silent, "claim", NO_EVIDENCE);
    expect(first.unknown).toEqual(["same_phone", "same_address"]);
    const second = lookAt(strangers, "order", first);
    expect(second.unknown).toEqual([]);
    expect(lookAt(silent, "reward", second).unknown).toEqual([]);
  });
});

test("a domain within a disposable one is disposable", () => {
  expect(isDisposableDomain("Guerrillamail.com")).toBe(true);
  expect(isDisposableDomain("a.b.mailinator.com")).toBe(true);
  expect(isDisposableDomain("mailinator.com.example.org")).toBe(false);
  expect(isDisposableDomain("")).toBe(false);
});
