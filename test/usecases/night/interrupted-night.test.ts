// Nights that die, run twice, or run in several processes at once end in the same state as one that
// nothing disturbs; what fails is left out, and tried again in the next night.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startOfDay } from "../../../app/core/calendar/local-time.ts";
import { withTransaction } from "../../../app/db/transaction.ts";
import type { NightStep } from "../../../app/usecases/night/night.ts";
import { nightSteps, runPortion } from "../../../app/usecases/night/run-night.ts";
import type { PortionOutcome } from "../../../app/usecases/night/take-turn.ts";
import { autoReward } from "../../support/auto-issue-shop.ts";
import { createTestDatabase } from "../../support/database.ts";
import type { TestDatabase } from "../../support/database.ts";
import { NightShop, workNights } from "../../support/night-shop.ts";
import { assertLedgerAgrees } from "../../support/shop.ts";

const zone = "Australia/Lord_Howe";
const first = "2026-04-04";
const now = day("2026-04-06") + 3_600_000;
const MEMBERS = 6;

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

function day(date: string): number {
  return startOfDay(date, zone);
}

/** Three nights with something to do in each step, over a change of clocks. */
async function busyShop(): Promise<NightShop> {
  const length = { unit: "months", count: 12 } as const;
  const autoIssue = { kind: "threshold", keep: "60", mostPerYear: 2 };
  const program = {
    rewards: [
      autoReward({ points: "10", limits: [{ count: 1, period: "day" }], autoIssue }),
      autoReward({ id: "trees", kind: "donation", cause: "Trees", points: "2", autoIssue }),
    ],
    expiry: { policy: { kind: "inactivity", length } as const, warningDays: [3, 1] },
    tiers: {
      validity: { kind: "months", months: 12 } as const,
      list: [
        { id: "green", name: "Green", enter: { anyOf: [{ allOf: [] }] } },
        {
          id: "gold",
          name: "Gold",
          enter: { anyOf: [{ allOf: [{ counter: "orders" as const, atLeast: "5" }] }] },
        },
      ],
    },
  };
  const shop = await NightShop.open(db, { timeZone: zone, firstNight: first, program });
  for (let index = 0; index < MEMBERS; index++) {
    const at = day(`2026-04-0${4 + (index % 3)}`);
    const member = await shop.addMember({
      balanceExpiresAt: day(`2026-04-0${4 + (index % 4)}`),
      tierId: "gold",
      tierUntil: at,
      tierReviewAt: at,
    });
    await shop.addLot(member, { points: BigInt(10 + index), releasesAt: at });
    await shop.addLot(member, { points: 20n, expiresAt: at, termsVersionId: null });
    await shop.addLot(member, { points: 30n, expiresAt: day("2026-04-07"), termsVersionId: null });
    await shop.addLot(member, { points: 40n });
  }
  return shop;
}

/** All that nights leave, members named by their place. */
async function stateOf(shop: NightShop): Promise<object> {
  const members = await shop.rows<{ id: string }>(
    `select id, pending, available, shortfall, turn_count, tier_id, tier_until, tier_review_at,
        balance_expires_at
      from member where shop_id = $1 order by shopify_customer_id`,
  );
  const names = new Map(members.map(({ id }, index) => [id, `member ${index}`]));
  const named = (text: string): string =>
    [...names].reduce((result, [id, name]) => result.replaceAll(id, name), text);
  const entries = await shop.entries();
  const lots = await shop.rows<{ member_id: string }>(
    `select member_id, original, pending, available, expired, expires_at from lot
      where shop_id = $1 order by member_id, original, expires_at`,
  );
  const tiers = await shop.rows<{ member_id: string }>(
    `select member_id, from_tier, to_tier, reason, effective_at from tier_change
      where shop_id = $1 order by member_id, id`,
  );
  const warnings = await shop.messages("send_expiry_warning");
  const issued = await shop.rows<{ member_id: string }>(
    `select member_id, request_key, points, status, requested_at from redemption
      where shop_id = $1 order by member_id, request_key`,
  );
  const mails = await shop.messages("send_reward_mail");
  const nights = await shop.rows(
    `select local_date::text, step, items, left_out, done_at from night where shop_id = $1
      order by local_date, step`,
  );
  const state = { members, entries, lots, tiers, issued, mails, warnings, nights };
  const text = JSON.stringify(state, (_key, value: unknown) =>
    typeof value === "bigint" ? value.toString() : value,
  );
  const sorted = JSON.parse(named(text)) as { entries: object[] };
  return { ...sorted, entries: sorted.entries.map((entry) => JSON.stringify(entry)).toSorted() };
}

async function workAll(shop: NightShop): Promise<number> {
  for (let portions = 0; ; portions++) {
    if ((await runPortion(shop.id, now, { maxItems: 2 })) === "idle") return portions;
  }
}

let undisturbed: object;
let portions: number;
beforeAll(async () => {
  const shop = await busyShop();
  portions = await workAll(shop);
  undisturbed = await stateOf(shop);
});

class Death extends Error {}

/** Real steps that die in each portion twice: before their work, and once it is all written. */
function dyingSteps(): readonly NightStep[] {
  let calls = 0;
  return nightSteps.map((step) => ({
    ...step,
    work: async (...given) => {
      const call = calls++ % 3;
      if (call === 0) throw new Death();
      await step.work(...given);
      if (call === 1) throw new Death();
    },
  }));
}

describe("a night", () => {
  test("has something to do in each step of the trial", () => {
    expect(portions).toBeGreaterThan(20);
    const { nights, warnings } = undisturbed as {
      nights: { step: string; items: string }[];
      warnings: [];
    };
    const busy = new Set(nights.filter(({ items }) => items !== "0").map(({ step }) => step));
    expect([...busy].toSorted()).toEqual([
      "auto_issue",
      "expire_balances",
      "expire_lots",
      "release",
      "review_tiers",
      "warn_of_balances",
      "warn_of_lots",
    ]);
    expect(warnings).not.toEqual([]);
  });

  test("that dies in every portion goes on where it was, and ends in the same state", async () => {
    const shop = await busyShop();
    const steps = dyingSteps();
    let deaths = 0;
    for (;;) {
      try {
        if ((await runPortion(shop.id, now, { steps, maxItems: 2 })) === "idle") break;
      } catch (error) {
        expect(error).toBeInstanceOf(Death);
        deaths++;
      }
    }
    expect(deaths).toBeGreaterThan(portions);
    expect(await stateOf(shop)).toEqual(undisturbed);
  });

  test("that runs once more changes nothing", async () => {
    const shop = await busyShop();
    await workAll(shop);
    await shop.setDoneUntil("2026-04-03");
    await workAll(shop);
    expect(await stateOf(shop)).toEqual(undisturbed);
    await shop.setDoneUntil("2026-04-03");
    await shop.rows("delete from night where shop_id = $1 and step not like 'warn%'");
    const before = await shop.entries();
    await workAll(shop);
    expect(await shop.entries()).toEqual(before);
  });

  test("that several processes work on at once is worked on by one at a time", async () => {
    const shops = [await busyShop(), await busyShop()];
    const worker = async (): Promise<void> => {
      for (;;) {
        const seen = new Set<PortionOutcome>();
        for (const shop of shops) seen.add(await runPortion(shop.id, now, { maxItems: 1 }));
        if (seen.has("idle") && seen.size === 1) return;
      }
    };
    await Promise.all([worker(), worker(), worker(), worker()]);
    for (const shop of shops) {
      expect(await stateOf(shop)).toEqual(undisturbed);
    }
  });

  test("waits for nobody: a shop that another process holds is passed over", async () => {
    const shop = await busyShop();
    await runPortion(shop.id, now, { maxItems: 1 });
    await withTransaction(async (tx) => {
      await tx.query("select from night where shop_id = $1 for update", [shop.id]);
      expect(await runPortion(shop.id, now)).toBe("busy");
    });
    expect(await runPortion(shop.id, now)).toBe("worked");
  });
});

describe("what fails", () => {
  test("is found, left out and told of, holds up nothing, and is due again the next night", async () => {
    const shop = await NightShop.open(db, { timeZone: zone, firstNight: first });
    const members: string[] = [];
    for (let index = 0; index < 25; index++) {
      members.push(await shop.addMember());
      await shop.addLot(members[index] ?? "", { expiresAt: day(first) });
    }
    const [broken = ""] = members.slice(17);
    await shop.rows("update member set available = 60 where shop_id = $1 and id = $2", [broken]);
    const faults = await workNights(day(first));
    expect(faults.map(String)).toEqual([expect.stringContaining("too small")]);
    expect(await shop.entries()).toHaveLength(24);
    const [step] = await shop.rows<{ items: bigint; left_out: bigint }>(
      "select items, left_out from night where shop_id = $1 and step = 'expire_lots'",
    );
    expect(step).toEqual({ items: 24n, left_out: 1n });
    await shop.rows("update member set available = 100 where shop_id = $1 and id = $2", [broken]);
    expect(await workNights(day("2026-04-05"))).toEqual([]);
    expect(await shop.entries()).toHaveLength(25);
    expect(await shop.member(broken)).toMatchObject({ available: 0n });
  });

  test("of birthdays and anniversaries is tried again by itself, for no later night looks for it", async () => {
    const program = {
      tiers: null,
      birthday: { gift: { kind: "points" as const, points: "250" } },
      waysToEarn: [
        { id: "years", name: "Another year", trigger: "anniversary" as const, points: "25" },
      ],
    };
    const shop = await NightShop.open(db, { timeZone: zone, firstNight: first, program });
    const enrolledAt = day("2025-04-04") + 12 * 3_600_000;
    const [kept, broken] = [
      await shop.addMember({ enrolledAt }),
      await shop.addMember({ enrolledAt }),
    ];
    await shop.rows(
      `update member set birth_date = '1990-04-04', birth_date_set_at = '2020-01-01'
        where shop_id = $1`,
    );
    await db.ownerPool.query(
      `create function refuse_award() returns trigger language plpgsql as
        $$ begin raise exception 'Not today'; end $$;
      create trigger refuse_award before insert on earned_action
        for each row when (new.member_id = '${broken}') execute function refuse_award()`,
    );
    const faults = await workNights(day(first));
    await db.ownerPool.query("drop function refuse_award cascade");
    expect(faults.map(String)).toEqual([
      expect.stringContaining("Not today"),
      expect.stringContaining("Not today"),
    ]);
    expect(await shop.member(kept)).toMatchObject({ available: 275n });
    expect(await shop.messages("offer_birthday")).toMatchObject([
      { payload: { memberId: broken, birthday: first } },
    ]);
    expect(await shop.messages("award_action")).toMatchObject([
      { payload: { memberId: broken, trigger: "anniversary", occurredAt: day(first) } },
    ]);
  });

  test("of whole balances is looked for again although later ends were dealt with", async () => {
    const length = { unit: "months", count: 12 } as const;
    const program = { expiry: { policy: { kind: "inactivity" as const, length } } };
    const shop = await NightShop.open(db, { timeZone: zone, firstNight: first, program });
    const member = await shop.addMember({ balanceExpiresAt: day(first) });
    await shop.addLot(member);
    await shop.rows("update member set available = 60 where shop_id = $1");
    expect(await workNights(day(first))).toHaveLength(1);
    expect(await workNights(day("2026-04-05"))).toHaveLength(1);
    await shop.rows("update member set available = 100 where shop_id = $1");
    expect(await workNights(day("2026-04-06"))).toEqual([]);
    expect(await shop.member(member)).toMatchObject({ available: 0n });
  });

  test("in one shop leaves the others their nights", async () => {
    const broken = await NightShop.open(db, { timeZone: zone });
    await broken.rows("update shop set time_zone = 'Mars/Olympus' where shop_id = $1");
    const sound = await NightShop.open(db, { timeZone: zone });
    const faults = await workNights(day("2026-04-09"));
    expect(new Set(faults.map(String))).toEqual(new Set([expect.stringContaining("Mars/Olympus")]));
    expect(await sound.doneUntil()).toBe("2026-04-09");
    await broken.rows("update shop set time_zone = 'UTC' where shop_id = $1");
  });
});

test("after all of it the books agree", async () => {
  await expect(assertLedgerAgrees(db)).resolves.toBeUndefined();
});
