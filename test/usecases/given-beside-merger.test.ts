// What a member is given while Shopify merges them into another: the heir gets it, and nothing is
// lost between the two.
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { withTransaction } from "../../app/db/transaction.ts";
import type { Transaction } from "../../app/db/transaction.ts";
import { awardActions } from "../../app/usecases/award-actions.ts";
import { mergeCustomers } from "../../app/usecases/merge-customers.ts";
import { countForTiers } from "../../app/usecases/tiers/count-for-tiers.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { CUSTOMER_ID, PLACED_AT, orderSeen } from "../support/order-builder.ts";
import { RECORDED_AT, assertLedgerAgrees } from "../support/shop.ts";
import { REVIEW, doer } from "../support/ways-to-earn.ts";

const HEIR = "7002";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());
afterEach(() => assertLedgerAgrees(db));

interface Name {
  readonly shopId: bigint;
  readonly memberId: string;
}

const gifts = {
  points: async (tx: Transaction, name: Name) => {
    const deed = { trigger: "review", occurrence: "review/1", occurredAt: PLACED_AT } as const;
    const [outcome] = await awardActions(tx, [{ ...name, ...deed }], RECORDED_AT);
    return outcome?.outcome;
  },
  "a unit for tiers": (tx: Transaction, name: Name) => {
    const unit = { key: "visit/1", occurredAt: PLACED_AT, counts: { visits: 1n } };
    return countForTiers(tx, { ...name, ...unit }, RECORDED_AT);
  },
};

/** Something else happens just after it was asked who has what is the member's. */
function interrupted(tx: Transaction, happens: () => Promise<void>): Transaction {
  const query = async (...statement: unknown[]): Promise<unknown> => {
    const answer = await (tx.query as (...all: unknown[]) => unknown)(...statement);
    const { name } = statement[0] as { name?: string };
    if (name === "merge_find_heir_of_member") await happens();
    return answer;
  };
  return { query } as unknown as Transaction;
}

test.each([
  ["points", "granted"],
  ["a unit for tiers", "counted"],
] as const)("%s: the heir has it", async (what, outcome) => {
  const { shop, memberId } = await doer(db, [REVIEW]);
  await shop.receive(orderSeen({ customerId: HEIR, name: "#2" }, { orderId: "5002" }));
  const numbers = { keptCustomerId: HEIR, goneCustomerId: CUSTOMER_ID };
  let isMerged = false;
  const merge = async (): Promise<void> => {
    if (isMerged) return;
    isMerged = true;
    await withTransaction((tx) => mergeCustomers(tx, shop.id, numbers, RECORDED_AT));
  };
  const name = { shopId: shop.id, memberId };
  const given = await withTransaction((tx) => gifts[what](interrupted(tx, merge), name));
  expect(given).toBe(outcome);
});
