// However consents are given and withdrawn, told, told again and told in the wrong order, and
// whoever turns out to be the same person: each kind earns once. The seed is printed where it does
// not.
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { DAY_MS } from "../../app/core/calendar/instant.ts";
import { withTransaction } from "../../app/db/transaction.ts";
import { recordConsent } from "../../app/usecases/awards/record-signs.ts";
import { mergeCustomers } from "../../app/usecases/merge-customers.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { PLACED_AT } from "../support/order-builder.ts";
import { assertLedgerAgrees, createShop } from "../support/shop.ts";
import type { TestShop } from "../support/shop.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

const RUNS = 12;
const NOW = PLACED_AT + 100 * DAY_MS;
/** Before it, no way to earn asked for consents. */
const FROM = PLACED_AT + 10 * DAY_MS;
const points = { newsletter: 20n, sms: 30n } as const;
const KEPT = "7001";
const GONE = "7002";

const deed = fc.record({
  trigger: fc.constantFrom("newsletter", "sms"),
  isGiven: fc.boolean(),
  customerId: fc.constantFrom(KEPT, GONE),
  /** Days after the shop began. */
  day: fc.nat({ max: 30 }),
});
type Deed = typeof deed extends fc.Arbitrary<infer Value> ? Value : never;

const histories = fc.array(deed, { minLength: 1, maxLength: 6 }).chain((deeds) =>
  fc.record({
    deeds: fc.constant(deeds),
    /** In which order they are told, some of them twice or never. */
    told: fc.array(fc.nat({ max: deeds.length - 1 }), { minLength: 1, maxLength: 8 }),
    /** After how many of the messages the two customers turn out to be one. */
    mergedAfter: fc.nat({ max: 8 }),
  }),
);

const waysToEarn = [
  { id: "news", name: "Newsletter", trigger: "newsletter", points: "20" },
  { id: "texts", name: "Texts", trigger: "sms", points: "30" },
] as const;

function tell(shop: TestShop, { trigger, isGiven, customerId, day }: Deed): Promise<void> {
  const changedAt = PLACED_AT + day * DAY_MS;
  const consent = { shopId: shop.id, trigger, customerId, email: null, isGiven, changedAt };
  return withTransaction((tx) => recordConsent(tx, consent, changedAt, NOW));
}

/** Whether it is a consent that the program of its time rewards. */
const earns = ({ isGiven, day }: Deed): boolean => isGiven && PLACED_AT + day * DAY_MS >= FROM;

test("each kind of consent earns once", async () => {
  await fc.assert(
    fc.asyncProperty(histories, async ({ deeds, told, mergedAfter }) => {
      const shop = await createShop(db, { program: {}, activeFrom: PLACED_AT });
      await shop.startProgram({ waysToEarn: [...waysToEarn] }, FROM);
      const merge = { keptCustomerId: KEPT, goneCustomerId: GONE };
      let expected = 0n;
      const had = new Set<string>();
      for (const [place, index] of told.entries()) {
        if (place === mergedAfter) {
          await withTransaction((tx) => mergeCustomers(tx, shop.id, merge, NOW));
        }
        const one = deeds[index];
        if (!one) continue;
        await tell(shop, one);
        // Until they are known to be one person, each of them has a consent of their own.
        const whose = place >= mergedAfter ? KEPT : one.customerId;
        const known = place >= mergedAfter ? [KEPT, GONE] : [whose];
        if (!earns(one) || known.some((id) => had.has(`${id} ${one.trigger}`))) continue;
        had.add(`${whose} ${one.trigger}`);
        expected += points[one.trigger];
      }
      const members = await shop.rows<{ available: bigint }>("member");
      expect(members.reduce((sum, { available }) => sum + available, 0n)).toBe(expected);
      await assertLedgerAgrees(db);
    }),
    { numRuns: RUNS },
  );
});
