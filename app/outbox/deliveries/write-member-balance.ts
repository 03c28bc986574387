// Puts a member's balance where the theme can read it. The value is read at the moment of writing,
// and requests made meanwhile are delivered afterwards, so the last write is always of the newest
// balance.
import { setMetafield } from "../../adapters/shopify/operations/set-metafield.ts";
import { findPublishedBalance } from "../../db/publication-store.ts";
import { pool } from "../../db/pool.ts";
import type { Deliver } from "../delivery.ts";
import { openShop, outcomeOf, uninstalled } from "./open-shop.ts";

export const writeMemberBalance: Deliver<{ memberId: string }> = async (message, signal) => {
  const opened = await openShop(message.shopId, signal);
  if (opened.outcome === "uninstalled") return uninstalled;
  if (opened.outcome === "closed") return outcomeOf(opened.problem);
  const balance = await findPublishedBalance(pool(), message.shopId, message.payload.memberId);
  if (balance === undefined) return { outcome: "sent" };
  const answer = await setMetafield(
    opened.admin,
    {
      ownerGid: `gid://shopify/Customer/${balance.customerId}`,
      namespace: "$app",
      key: "balance",
      type: "number_integer",
      value: balance.available.toString(),
    },
    signal,
  );
  if (answer.outcome === "ok") return { outcome: "sent" };
  // A customer who was deleted in the meantime has no metafields: there is nothing left to keep
  // fresh.
  if (answer.outcome === "refused" && answer.code === "INVALID_VALUE") return { outcome: "sent" };
  return outcomeOf(answer);
};
