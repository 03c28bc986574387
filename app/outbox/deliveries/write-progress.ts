// Writes how far members are where the theme reads it, for a portion of a store's members and
// nothing else of them: tiers have changed, and what stands there is not shown any more.
import { MAX_METAFIELDS, setMetafields } from "../../adapters/shopify/operations/set-metafield.ts";
import type { MetafieldInput } from "../../adapters/shopify/operations/set-metafield.ts";
import { businessNow } from "../../adapters/shopify/business-clock.ts";
import { pool } from "../../db/pool.ts";
import { findPublishedBalances, findPublishedProgram } from "../../db/publication-store.ts";
import {
  type ProgressPortion,
  findProgressPortion,
  recordProgressWritten,
  tiersKey,
} from "../../usecases/show-progress.ts";
import type { Deliver } from "../delivery.ts";
import { openShop, outcomeOf, uninstalled } from "./open-shop.ts";
import { readProgress } from "./shown-progress.ts";

export const writeProgress: Deliver<ProgressPortion> = async ({ shopId, payload }, signal) => {
  const opened = await openShop(shopId, signal);
  if (opened.outcome === "uninstalled") return uninstalled;
  if (opened.outcome === "closed") return outcomeOf(opened.problem);
  // Newer tiers have a request of their own.
  if (!(await areInForce(shopId, payload))) return { outcome: "sent" };
  const { memberIds, next } = await findProgressPortion(shopId, payload);
  const shown = await readShown(shopId, memberIds);
  const again: string[] = [];
  for (let at = 0; at < shown.length; at += MAX_METAFIELDS) {
    const members = shown.slice(at, at + MAX_METAFIELDS);
    const answer = await setMetafields(opened.admin, members.map(metafieldOf), signal);
    if (answer.outcome === "ok") again.push(...(await changedOf(shopId, members)));
    // All or nothing: a customer who was deleted keeps the others from it, unless each has a turn.
    else if (answer.outcome === "refused") again.push(...members.map(({ memberId }) => memberId));
    else return outcomeOf(answer);
  }
  await recordProgressWritten(shopId, payload, { next, again });
  return { outcome: "sent" };
};

async function areInForce(shopId: bigint, { tiersKey: key }: ProgressPortion): Promise<boolean> {
  const now = (await businessNow()).getTime();
  const tiers = (await findPublishedProgram(pool(), shopId, now))?.document.tiers;
  return !!tiers && tiersKey(tiers) === key;
}

interface Shown {
  readonly memberId: string;
  readonly customerId: string;
  /** As JSON. */
  readonly progress: string;
}

async function readShown(shopId: bigint, memberIds: readonly string[]): Promise<Shown[]> {
  const now = (await businessNow()).getTime();
  const members = await findPublishedBalances(pool(), shopId, memberIds);
  const progress = await readProgress(shopId, members, now);
  return members.flatMap(({ memberId, customerId }) => {
    const value = progress.get(memberId);
    return value === undefined ? [] : [{ memberId, customerId, progress: value }];
  });
}

function metafieldOf({ customerId, progress: value }: Shown): MetafieldInput {
  const ownerGid = `gid://shopify/Customer/${customerId}`;
  return { ownerGid, namespace: "$app", key: "progress", type: "json", value };
}

/** Another delivery may have written newer progress just before this older one. */
async function changedOf(shopId: bigint, written: readonly Shown[]): Promise<string[]> {
  const values = new Map(written.map(({ memberId, progress }) => [memberId, progress]));
  const now = await readShown(shopId, [...values.keys()]);
  return now.flatMap(({ memberId, progress }) =>
    values.get(memberId) === progress ? [] : [memberId],
  );
}
