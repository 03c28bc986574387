// Puts balances of members, what they may see and how far the next tier is where the theme can read
// it, and their tiers where segments can ask for them. Values are read at the moment of writing;
// what changed while they were written is written once more, so that the last write is always of
// the newest values, whoever writes at the same time.
import { MAX_METAFIELDS, setMetafields } from "../../adapters/shopify/operations/set-metafield.ts";
import type { MetafieldInput } from "../../adapters/shopify/operations/set-metafield.ts";
import { TIER_KEY } from "../../core/perks/wanted-perks.ts";
import { businessNow } from "../../adapters/shopify/business-clock.ts";
import { loadEntitlements } from "../../db/entitlement-store.ts";
import { enqueueMessages } from "../../db/outbox-store.ts";
import { pool } from "../../db/pool.ts";
import { findPublishedBalances } from "../../db/publication-store.ts";
import type { PublishedBalance } from "../../db/publication-store.ts";
import { balanceMessage } from "../../usecases/balance-messages.ts";
import type { Deliver } from "../delivery.ts";
import { openShop, outcomeOf, uninstalled } from "./open-shop.ts";
import { readProgress } from "./shown-progress.ts";

/** One member, soon. */
export const writeMemberBalance: Deliver<{ memberId: string }> = async (message, signal) => {
  const opened = await openShop(message.shopId, signal);
  if (opened.outcome === "uninstalled") return uninstalled;
  if (opened.outcome === "closed") return outcomeOf(opened.problem);
  const [balance] = await readShown(message.shopId, [message.payload.memberId]);
  if (balance === undefined) return { outcome: "sent" };
  const answer = await setMetafields(opened.admin, metafieldsOf(balance), signal);
  if (answer.outcome === "ok") {
    await writeChangedAgain(message.shopId, [balance]);
    return { outcome: "sent" };
  }
  // A customer who was deleted in the meantime has no metafields: there is nothing left to keep
  // fresh.
  if (answer.outcome === "refused" && answer.code === "INVALID_VALUE") return { outcome: "sent" };
  return outcomeOf(answer);
};

/** Several members in one call, after work in bulk: it spares the store's call budget. */
export const writeMemberBalances: Deliver<{ memberIds: readonly string[] }> = async (
  { shopId, payload: { memberIds } },
  signal,
) => {
  const opened = await openShop(shopId, signal);
  if (opened.outcome === "uninstalled") return uninstalled;
  if (opened.outcome === "closed") return outcomeOf(opened.problem);
  for (const members of inCalls(await readShown(shopId, memberIds))) {
    const answer = await setMetafields(opened.admin, members.flatMap(metafieldsOf), signal);
    if (answer.outcome === "ok") await writeChangedAgain(shopId, members);
    // All or nothing: a customer who was deleted keeps the others from it, unless each has a turn.
    else if (answer.outcome === "refused") await writeOneByOne(shopId, members);
    else return outcomeOf(answer);
  }
  return { outcome: "sent" };
};

/** As many members in a call as their metafields leave room for. */
function inCalls(members: readonly Shown[]): Shown[][] {
  const calls: Shown[][] = [];
  let room = 0;
  for (const member of members) {
    const { length } = metafieldsOf(member);
    if (length > room) {
      calls.push([]);
      room = MAX_METAFIELDS;
    }
    calls.at(-1)?.push(member);
    room -= length;
  }
  return calls;
}

/** What themes and segments see of a member. */
interface Shown extends PublishedBalance {
  /** As JSON; null for a member who never had any. */
  readonly entitlements: string | null;
  /** As JSON; null where the program has no tiers. */
  readonly progress: string | null;
}

async function readShown(shopId: bigint, memberIds: readonly string[]): Promise<Shown[]> {
  const now = (await businessNow()).getTime();
  const [balances, entitlements] = await Promise.all([
    findPublishedBalances(pool(), shopId, memberIds),
    loadEntitlements(pool(), shopId, memberIds, now),
  ]);
  const progress = await readProgress(shopId, balances, now);
  return balances.map((balance) => ({
    ...balance,
    entitlements: entitlements.get(balance.memberId) ?? null,
    progress: progress.get(balance.memberId) ?? null,
  }));
}

function metafieldsOf(shown: Shown): MetafieldInput[] {
  const { customerId, available, tier, entitlements, progress } = shown;
  const own = { ownerGid: `gid://shopify/Customer/${customerId}`, namespace: "$app" };
  const value = available.toString();
  const fields: MetafieldInput[] = [{ ...own, key: "balance", type: "number_integer", value }];
  if (tier !== null) {
    fields.push({ ...own, key: TIER_KEY, type: "single_line_text_field", value: tier });
  }
  if (entitlements !== null) {
    fields.push({ ...own, key: "entitlements", type: "json", value: entitlements });
  }
  if (progress !== null) {
    fields.push({ ...own, key: "progress", type: "json", value: progress });
  }
  return fields;
}

const shownFields = ["available", "tier", "entitlements", "progress"] as const;

/** Another delivery may have written newer values just before these older ones. */
async function writeChangedAgain(shopId: bigint, written: readonly Shown[]): Promise<void> {
  const ids = written.map(({ memberId }) => memberId);
  const now = await readShown(shopId, ids);
  const values = new Map(written.map((balance) => [balance.memberId, balance]));
  const isOther = (member: Shown): boolean => {
    const before = values.get(member.memberId);
    return shownFields.some((field) => before?.[field] !== member[field]);
  };
  await writeOneByOne(shopId, now.filter(isOther));
}

async function writeOneByOne(shopId: bigint, members: readonly Shown[]): Promise<void> {
  await enqueueMessages(
    pool(),
    members.map(({ memberId }) => balanceMessage(shopId, memberId)),
  );
}
