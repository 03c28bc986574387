// A shop one of whose rewards issues itself, and what its nights issued.
import { expect } from "vitest";
import type { Instant } from "../../app/core/calendar/instant.ts";
import type { ProgramDocumentInput } from "../../app/core/program/document.ts";
import { runPortion } from "../../app/usecases/night/run-night.ts";
import type { TestDatabase } from "./database.ts";
import { NightShop } from "./night-shop.ts";
import type { NightShopInput } from "./night-shop.ts";

type Rewards = ProgramDocumentInput["rewards"];

/** 100 points for 5.00 off, whenever a member has them. */
export function autoReward(changes: object = {}): Rewards[number] {
  return {
    id: "five-off",
    kind: "amount_off",
    points: "100",
    amountMinor: "500",
    autoIssue: { kind: "threshold" },
    ...changes,
  } as Rewards[number];
}

/** In New York, with nights done up to 9 March 2026 unless it is said otherwise. */
export function openAutoShop(
  db: TestDatabase,
  rewards: Rewards,
  input: NightShopInput = {},
): Promise<NightShop> {
  const usual = { timeZone: "America/New_York", firstNight: "2026-03-10" };
  return NightShop.open(db, { ...usual, ...input, program: { ...input.program, rewards } });
}

/** The shop's own nights alone: those of other shops of the database are left where they are. */
export async function workNightsOf(shop: NightShop, now: Instant): Promise<void> {
  for (;;) {
    const outcome = await runPortion(shop.id, now);
    expect(outcome).not.toBe("busy");
    if (outcome === "idle") return;
  }
}

export interface IssuedRow {
  id: string;
  request_key: string;
  points: bigint;
  status: string;
  requested_at: Date;
  expires_at: Date;
}

export function issuedOf(shop: NightShop, memberId?: string): Promise<IssuedRow[]> {
  return shop.rows<IssuedRow>(
    `select id, request_key, points, status, requested_at, expires_at from redemption
      where shop_id = $1 and ($2::uuid is null or member_id = $2) order by request_key, id`,
    [memberId ?? null],
  );
}

/** The names of what issued itself: `auto/five-off/2026-03-10/1`. */
export async function issuedKeysOf(shop: NightShop, memberId?: string): Promise<string[]> {
  return (await issuedOf(shop, memberId)).map(({ request_key }) => request_key);
}
