// A member's lines of tiers are read in the sequence in which they were written, whatever the
// clocks of the processes showed that wrote them.
import { afterAll, beforeAll, expect, test } from "vitest";
import type { TierChange } from "../../app/core/tiers/standing.ts";
import { loadMemberRecords } from "../../app/db/as-of-store.ts";
import { auditLedger } from "../../app/db/ledger-audit-store.ts";
import {
  appendTierChanges,
  loadStandingsBeforeHand,
  loadTierHistories,
  saveStandings,
} from "../../app/db/tier-store.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { createShop } from "../support/shop.ts";
import { orderSeen } from "../support/order-builder.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

/** Ids of a process whose clock is ahead of the one before, or behind. */
const AHEAD = "0196ffff-0000-7000-8000-00000000000";
const BEHIND = "01960000-0000-7000-8000-00000000000";
const NOW = Date.UTC(2026, 5, 1);

function change(
  fromTierId: string | null,
  toTierId: string,
  reason: TierChange["reason"],
): TierChange {
  return { fromTierId, toTierId, reason, effectiveAt: NOW, until: null };
}

test("lines come in the sequence in which they were written", async () => {
  const shop = await createShop(db);
  await shop.receive(orderSeen());
  const member = await shop.member();
  if (!member) throw new Error("No member");
  const of = { shopId: shop.id, memberId: member.id };
  const changes = [
    change(null, "silver", "earned"),
    change("silver", "gold", "earned"),
    change("gold", "platinum", "manual"),
  ];
  const drafts = changes.map((each, index) => ({
    ...of,
    id: `${index === 0 ? AHEAD : BEHIND}${9 - index}`,
    change: each,
    programVersionId: null,
    actor: "system" as const,
  }));
  await appendTierChanges(db.pool, drafts.slice(0, 1), NOW);
  await appendTierChanges(db.pool, drafts.slice(1), NOW);
  const held = { tierId: "platinum", since: NOW, until: null, reason: "manual" } as const;
  await saveStandings(db.pool, [{ ...of, standing: held, reviewAt: null }]);

  const names = [{ shopId: shop.id, id: member.id }];
  expect((await loadTierHistories(db.pool, names)).get(member.id)?.own).toEqual(changes);
  const before = await loadStandingsBeforeHand(db.pool, names);
  expect(before.get(member.id)).toMatchObject({ tierId: "gold" });
  const records = await loadMemberRecords(db.pool, shop.id, member.id);
  expect(records?.tierChanges.map(({ toTierId }) => toTierId)).toEqual([
    "silver",
    "gold",
    "platinum",
  ]);
  expect((await auditLedger(db.url, { shopId: shop.id })).findings).toEqual([]);
});
