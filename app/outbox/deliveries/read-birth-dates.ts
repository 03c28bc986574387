// Reads the dates of birth that stand in Shopify of many members at once, and has those looked at
// that changed since.
import { fetchBirthDates } from "../../adapters/shopify/operations/birth-date.ts";
import { loadAgreedBirthDates } from "../../db/birthday-store.ts";
import { enqueueMessages } from "../../db/outbox-store.ts";
import { pool } from "../../db/pool.ts";
import { comparisonOf } from "../../usecases/birthdays/enter-birth-date.ts";
import type { Deliver } from "../delivery.ts";
import { openShop, outcomeOf, uninstalled } from "./open-shop.ts";

export const readBirthDates: Deliver<{ memberIds: string[] }> = async (
  { shopId, payload: { memberIds } },
  signal,
) => {
  const known = await loadAgreedBirthDates(pool(), shopId, memberIds);
  if (known.size === 0) return { outcome: "sent" };
  const opened = await openShop(shopId, signal);
  if (opened.outcome === "uninstalled") return uninstalled;
  if (opened.outcome === "closed") return outcomeOf(opened.problem);
  const answer = await fetchBirthDates(opened.admin, [...known.keys()], signal);
  if (answer.outcome !== "ok") return outcomeOf(answer);
  const changed = [...answer.data].flatMap(([customerId, there]) => {
    const here = known.get(customerId);
    return here && here.agreed !== there ? [here.memberId] : [];
  });
  await enqueueMessages(
    pool(),
    changed.map((memberId) => comparisonOf(shopId, memberId)),
  );
  return { outcome: "sent" };
};
