// What members do beside orders keeps a balance alive, where the program says so.
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { DAY_MS } from "../../app/core/calendar/instant.ts";
import type { ProgramDocumentInput } from "../../app/core/program/document.ts";
import { programDocumentSchema } from "../../app/core/program/document.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { PLACED_AT, PROGRAM_INPUT } from "../support/order-builder.ts";
import { assertLedgerAgrees } from "../support/shop.ts";
import { REVIEW, doer, does } from "../support/ways-to-earn.ts";
import type { Doer } from "../support/ways-to-earn.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());
afterEach(() => assertLedgerAgrees(db));

type Activities = readonly ("order" | "redemption" | "action")[];

function expiry(activities?: Activities): ProgramDocumentInput["expiry"] {
  const length = { unit: "months", count: 1 } as const;
  const policy = { kind: "inactivity", length, roundTo: "day" } as const;
  return {
    policy: activities ? { ...policy, activities: [...activities] } : policy,
    warningDays: [7],
  };
}

const anniversary = { ...REVIEW, id: "years", trigger: "anniversary" } as const;
const NEWEST = new Date(Date.UTC(2026, 3, 2));

/** A member who ordered on 1 March, whose balance ends with 1 April. */
const open = (activities?: Activities): Promise<Doer> =>
  doer(db, [REVIEW, anniversary], { program: { expiry: expiry(activities) } });

const at = (day: number) => PLACED_AT + day * DAY_MS;
const reviewed = (one: Doer, day: number, now = day) =>
  does(one, "review", { occurredAt: at(day), now: at(now) });

describe("a rewarded action", () => {
  test("moves the end of a balance where it counts", async () => {
    const one = await open(["order", "action"]);
    await reviewed(one, 20);
    const member = await one.shop.member();
    expect(member?.balance_expires_at).toEqual(new Date(Date.UTC(2026, 3, 22)));
    expect(member?.activity_at).toEqual(new Date(at(20)));
  });

  test.each([[undefined], [["order"]], [["order", "redemption"]]] as const)(
    "leaves it where it is otherwise: %j",
    async (activities) => {
      const one = await open(activities);
      await reviewed(one, 20);
      expect(await one.shop.member()).toMatchObject({
        balance_expires_at: NEWEST,
        activity_at: new Date(PLACED_AT),
        available: 150n,
      });
    },
  );

  test("that is an anniversary moves nothing", async () => {
    const one = await open(["order", "action"]);
    await does(one, "anniversary", { occurredAt: at(20), now: at(20) });
    expect(await one.shop.member()).toMatchObject({ balance_expires_at: NEWEST, available: 150n });
  });

  test("keeps what had ended before it was heard of, where it came in time", async () => {
    const one = await open(["order", "action"]);
    // Another review, after the end, finds nothing of the order's points left.
    await reviewed(one, 40);
    expect(await one.shop.member()).toMatchObject({ available: 50n });
    await reviewed(one, 20, 41);
    expect(await one.shop.member()).toMatchObject({ available: 200n });
  });

  test("starts a clock anew that has run out, where it does not count", async () => {
    const one = await open(["order"]);
    await reviewed(one, 40);
    const member = await one.shop.member();
    expect(member).toMatchObject({ available: 50n });
    expect(member?.balance_expires_at?.getTime()).toBeGreaterThan(at(40));
  });
});

test("alone it cannot be what keeps balances alive", () => {
  const read = programDocumentSchema.safeParse({ ...PROGRAM_INPUT, expiry: expiry(["action"]) });
  expect(read.error?.issues).toMatchObject([{ path: ["expiry", "policy", "activities"] }]);
});
