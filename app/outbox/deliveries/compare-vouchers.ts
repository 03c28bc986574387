// Compares a portion of a store's vouchers with what Shopify has: first our own, asked for by their
// ids, then the codes that Shopify lists as working, among which are those that should not.
import { businessNow } from "../../adapters/shopify/business-clock.ts";
import type { AdminAnswer } from "../../adapters/shopify/admin-answer.ts";
import {
  type ListedCode,
  type ReadDiscount,
  listWorkingCodes,
  readDiscounts,
} from "../../adapters/shopify/operations/read-discounts.ts";
import {
  type VoucherDifference,
  type VoucherHere,
  compareDiscount,
  compareListed,
  compareMoney,
  comparePoints,
  isComparable,
  worksOnce,
} from "../../core/rewards/compare-vouchers.ts";
import { pool } from "../../db/pool.ts";
import { loadVouchersByIds, loadVouchersOfDiscounts } from "../../db/voucher-comparison-store.ts";
import { type UnconfirmedDifference, listUnconfirmed } from "../../db/voucher-difference-store.ts";
import {
  type Comparison,
  type Look,
  type Moment,
  VOUCHERS_AT_ONCE,
  beginComparison,
  nextVouchers,
  recordPage,
  recordSecondLook,
  recordVouchers,
  seenOf,
} from "../../usecases/compare-vouchers.ts";
import type { Deliver, DeliveryOutcome } from "../delivery.ts";
import { openShop, outcomeOf, uninstalled } from "./open-shop.ts";
import { type Asking, moneyLeft, readThere } from "./read-vouchers-there.ts";
import { isMarkedVoucher, markedRedemption } from "./voucher-marks.ts";

type Payload = { rest?: Comparison | undefined; again?: boolean | undefined };

interface Looking extends Moment, Asking {
  readonly shopId: bigint;
}

export const compareVouchers: Deliver<Payload> = async ({ shopId, payload }, signal) => {
  const opened = await openShop(shopId, signal);
  if (opened.outcome === "uninstalled") return uninstalled;
  if (opened.outcome === "closed") return outcomeOf(opened.problem);
  const { admin, shop } = opened;
  const moment = { now: (await businessNow()).getTime(), at: Date.now() };
  const looking = { shopId, admin, currency: shop.currency, signal, ...moment };
  if (payload.again === true) return lookAgain(looking);
  const comparison = payload.rest ?? beginComparison(moment);
  return comparison.stage === "vouchers"
    ? lookAtVouchers(looking, comparison)
    : lookAtCodes(looking, comparison);
};

async function lookAtVouchers(looking: Looking, comparison: Comparison): Promise<DeliveryOutcome> {
  const { shopId } = looking;
  const vouchers = await nextVouchers(shopId, comparison);
  const look = await lookAt(looking, vouchers);
  if (look.outcome !== "ok") return outcomeOf(look);
  await recordVouchers(shopId, comparison, { vouchers, look: look.data }, looking);
  return { outcome: "sent" };
}

async function lookAt(
  looking: Looking,
  vouchers: readonly VoucherHere[],
): Promise<AdminAnswer<Look>> {
  const { now } = looking;
  const asked = vouchers.filter((voucher) => isComparable(voucher, now));
  const there = await readThere(looking, asked);
  if (there.outcome !== "ok") return there;
  const { discounts, money } = there.data;
  const seen = vouchers.flatMap((here) => {
    const gid = here.shopifyGid ?? "";
    const found =
      here.carrier === "discount"
        ? compareDiscount(here, discounts.get(gid) ?? null, now)
        : money.carriers.has(here.carrier)
          ? compareMoney(here, money.found.get(gid) ?? null, now)
          : [];
    return seenOf([...comparePoints(here), ...found], here);
  });
  return { outcome: "ok", data: { seen, money: moneyLeft(asked, money) } };
}

async function lookAtCodes(looking: Looking, comparison: Comparison): Promise<DeliveryOutcome> {
  const { shopId, admin, signal } = looking;
  const page = await listWorkingCodes(admin, comparison.cursor, signal);
  if (page.outcome !== "ok") return outcomeOf(page);
  const { codes, nextCursor } = page.data;
  const pairs = await pairOff(looking, codes);
  const look = await lookAtPairs(looking, pairs);
  if (look.outcome !== "ok") return outcomeOf(look);
  const open = pairs.filter(({ code }) => worksOnce(code)).length;
  await recordPage(shopId, comparison, { look: look.data, open, nextCursor }, looking);
  return { outcome: "sent" };
}

interface Pair {
  readonly code: Pick<ListedCode, "gid" | "isActive" | "usageCount" | "usageLimit">;
  readonly here: VoucherHere | null;
}

/** The codes of ours, each with the voucher that it was made for. */
async function pairOff({ shopId }: Looking, codes: readonly ListedCode[]): Promise<Pair[]> {
  const gids = codes.map(({ gid }) => gid);
  const ids = codes.flatMap((code) => markedRedemption(code) ?? []);
  const vouchers = await loadVouchersOfDiscounts(pool(), shopId, { gids, ids });
  const byGid = new Map(vouchers.map((voucher) => [voucher.shopifyGid, voucher]));
  const byId = new Map(vouchers.map((voucher) => [voucher.redemption.id, voucher]));
  return codes.flatMap((code) => {
    const here = byGid.get(code.gid) ?? byId.get(markedRedemption(code) ?? "") ?? null;
    return here !== null || isMarkedVoucher(code) ? [{ code, here }] : [];
  });
}

async function lookAtPairs(looking: Looking, pairs: readonly Pair[]): Promise<AdminAnswer<Look>> {
  const { admin, currency, now, signal } = looking;
  const found = pairs.flatMap((pair) =>
    compareListed(pair.code, pair.here, now).map((difference) => ({ ...pair, difference })),
  );
  const strange = found.filter(({ difference }) => isStrange(difference));
  const gids = strange.map(({ code }) => code.gid).slice(0, VOUCHERS_AT_ONCE);
  const read = await readDiscounts(admin, { gids, currency }, signal);
  if (read.outcome !== "ok") return read;
  const seen = found.flatMap(({ code, here, difference }) =>
    seenCode(difference, { code, here }, read.data),
  );
  return { outcome: "ok", data: { seen } };
}

/** No voucher of ours: the discount itself has to say what its code is. */
function isStrange({ details }: VoucherDifference): boolean {
  return details["cause"] === "unknown" || details["cause"] === "copy";
}

function seenCode(
  difference: VoucherDifference,
  { code: { gid }, here }: Pair,
  read: ReadonlyMap<string, ReadDiscount>,
): Look["seen"] {
  if (here !== null && !isStrange(difference)) {
    return seenOf([difference], { redemption: here.redemption, shopifyGid: gid });
  }
  const details = {
    ...difference.details,
    code: read.get(gid)?.code ?? null,
    copyOf: here?.redemption.code ?? null,
  };
  return [{ ...difference, details, redemptionId: null, shopifyGid: gid }];
}

/** Only what differed, and only once its time has come. */
async function lookAgain(looking: Looking): Promise<DeliveryOutcome> {
  const { shopId, at } = looking;
  const waiting = await listUnconfirmed(pool(), shopId, at, VOUCHERS_AT_ONCE);
  const [codes, vouchers] = [
    waiting.filter(({ kind }) => kind === "voucher_without_points"),
    waiting.filter(({ kind }) => kind !== "voucher_without_points"),
  ];
  const ofVouchers = await lookAtNamed(looking, vouchers);
  if (ofVouchers.outcome !== "ok") return outcomeOf(ofVouchers);
  const ofCodes = await lookAtNamedCodes(looking, codes);
  if (ofCodes.outcome !== "ok") return outcomeOf(ofCodes);
  const seen = [...ofVouchers.data.seen, ...ofCodes.data.seen];
  await recordSecondLook(shopId, { waiting, seen }, looking);
  return { outcome: "sent" };
}

async function lookAtNamed(
  looking: Looking,
  waiting: readonly UnconfirmedDifference[],
): Promise<AdminAnswer<Look>> {
  const ids = [...new Set(waiting.flatMap(({ redemptionId }) => redemptionId ?? []))];
  return lookAt(looking, await loadVouchersByIds(pool(), looking.shopId, ids));
}

/** Whose they are is asked anew: the voucher may have changed meanwhile. */
async function lookAtNamedCodes(
  looking: Looking,
  waiting: readonly UnconfirmedDifference[],
): Promise<AdminAnswer<Look>> {
  const { admin, currency, signal } = looking;
  const gids = waiting.flatMap(({ shopifyGid }) => shopifyGid ?? []);
  const read = await readDiscounts(admin, { gids, currency }, signal);
  if (read.outcome !== "ok") return read;
  return lookAtPairs(looking, await pairOff(looking, [...read.data.values()]));
}
