// A row: members who turn points into vouchers through the storefront's door, from the signed
// request to the committed reservation and its answer. Shopify is left out: what is asked of it
// waits in the outbox, and the answer says that the voucher is on its way.
import type pg from "pg";
import { medianRate } from "./compare.ts";
import { measureOne } from "./http-rows.ts";
import type { LoadResult } from "./load.ts";
import { rateRow } from "./rows.ts";
import type { Rows } from "./rows.ts";
import type { BenchServer } from "./server.ts";
import type { Sizes } from "./sizes.ts";
import { redeemRequest } from "./workload.ts";

const LEAST_PER_SECOND = 300;
/** More than are answered in one turn: each is asked once. */
const REQUESTS = 8_000;
/** It runs through far more code than the other doors. */
const WARM_UP_MS = 4_000;
/** Enough for a voucher in each turn. */
const POINTS_EACH = 10_000;

export async function measureRedemptions(
  { owner, applicationUrl }: BenchServer,
  sizes: Sizes,
): Promise<Rows> {
  await givePoints(owner);
  await owner.query(leaveShopifyOut);
  const turns: LoadResult[] = [];
  for (let turn = 0; turn < sizes.turns; turn += 1) {
    turns.push(await redeem(owner, applicationUrl, turn * REQUESTS));
  }
  await owner.query("drop function ask_later cascade");
  const { perSecond, p50Ms, p99Ms } = medianRate(turns);
  const rates = { value: perSecond, baseline: LEAST_PER_SECOND };
  const [p50, p99] = [p50Ms.toFixed(0), p99Ms.toFixed(0)];
  return {
    rows: [rateRow("points reserved for vouchers", "reservations/s", rates, 1)],
    notes: [
      `points reserved for vouchers: beside the least that is asked for, through the signed ` +
        `door, without Shopify; p50 ${p50} ms, p99 ${p99} ms`,
    ],
  };
}

/** As though Shopify were not to be asked before tomorrow. */
const leaveShopifyOut = `create function ask_later() returns trigger language plpgsql as $$
    begin
      new.next_attempt_at := now() + interval '1 day';
      return new;
    end $$;
  create trigger ask_later before insert on outbox_message for each row
    when (new.kind = 'issue_voucher') execute function ask_later()`;

async function redeem(owner: pg.Pool, url: string, first: number): Promise<LoadResult> {
  const before = await countRedemptions(owner);
  const make = (number: number) => redeemRequest(first + number);
  const result = await measureOne("redeem", "product", url, make, {
    distinct: REQUESTS,
    warmUpMs: WARM_UP_MS,
  });
  const reserved = (await countRedemptions(owner)) - before;
  // Refusals are answers, too, and a repeated request reserves nothing.
  if (reserved !== result.sent) {
    throw new Error(`${result.sent} requests reserved points ${reserved} times.`);
  }
  return result;
}

async function countRedemptions(owner: pg.Pool): Promise<number> {
  const { rows } = await owner.query<{ count: number }>(
    "select count(*)::int as count from redemption",
  );
  return rows[0]?.count ?? 0;
}

/** One lot for each member, as though an order had earned it. */
async function givePoints(owner: pg.Pool): Promise<void> {
  await owner.query(
    `insert into lot (shop_id, member_id, id, accrued_at, original, available)
     select shop_id, id, uuidv7(), now(), $1, $1 from member`,
    [POINTS_EACH],
  );
  await owner.query("update member set available = available + $1", [POINTS_EACH]);
  await owner.query("vacuum analyze lot, member");
}
