// Brings a member's date of birth here and in Shopify to the same: whichever was changed last is
// carried over, and where both were, the member's own word is.
import { businessNow } from "../../adapters/shopify/business-clock.ts";
import type { AdminGraphql } from "../../adapters/shopify/ask-admin.ts";
import {
  deleteBirthDate,
  enableBirthDate,
  fetchBirthDate,
  writeBirthDate,
} from "../../adapters/shopify/operations/birth-date.ts";
import { reconcileBirthDates } from "../../core/birthdays/reconcile-birth-dates.ts";
import { findBirthDate, saveAgreedBirthDate } from "../../db/birthday-store.ts";
import { pool } from "../../db/pool.ts";
import { takeOverBirthDate } from "../../usecases/birthdays/record-birth-date.ts";
import type { Deliver, DeliveryOutcome } from "../delivery.ts";
import { openShop, outcomeOf, uninstalled } from "./open-shop.ts";

export const syncBirthDate: Deliver<{ memberId: string }> = async (
  { shopId, payload: { memberId } },
  signal,
) => {
  const known = await findBirthDate(pool(), { shopId, id: memberId }, { lock: false });
  if (!known || known.isGone || known.customerId === null) return { outcome: "sent" };
  const opened = await openShop(shopId, signal);
  if (opened.outcome === "uninstalled") return uninstalled;
  if (opened.outcome === "closed") return outcomeOf(opened.problem);
  const { admin } = opened;
  const { customerId, birthDate: here, agreed } = known;
  const fetched = await fetchBirthDate(admin, customerId, signal);
  if (fetched.outcome !== "ok") return outcomeOf(fetched);
  if (fetched.data.isGone) return { outcome: "sent" };
  const { value: there } = fetched.data;
  const step = reconcileBirthDates({ here, there, agreed });
  if (step === "write_there") {
    const writing = { shopId, memberId, customerId, admin, signal };
    return here === null ? remove(writing) : write({ ...writing, here });
  }
  if (step === "agreed") {
    await saveAgreedBirthDate(pool(), { shopId, id: memberId }, here);
    return { outcome: "sent" };
  }
  const now = (await businessNow()).getTime();
  const taken = await takeOverBirthDate({ shopId, memberId, here, there, now });
  // Who entered another date meanwhile has asked for a look of their own.
  return taken === "changed_meanwhile"
    ? { outcome: "retry", reason: "changed meanwhile" }
    : { outcome: "sent" };
};

interface Removing {
  readonly shopId: bigint;
  readonly memberId: string;
  readonly customerId: string;
  readonly admin: AdminGraphql;
  readonly signal: AbortSignal;
}

interface Writing extends Removing {
  readonly here: string;
}

/** The member wants it to be forgotten. What is not there any more is removed already. */
async function remove(removing: Removing): Promise<DeliveryOutcome> {
  const { shopId, memberId: id, customerId, admin, signal } = removing;
  const removed = await deleteBirthDate(admin, customerId, signal);
  if (removed.outcome !== "ok") return outcomeOf(removed);
  await saveAgreedBirthDate(pool(), { shopId, id }, null);
  return { outcome: "sent" };
}

/** Without its definition the value is there, too, but staff cannot see it. */
async function write({
  shopId,
  memberId,
  customerId,
  here,
  admin,
  signal,
}: Writing): Promise<DeliveryOutcome> {
  const enabled = await enableBirthDate(admin, signal);
  if (enabled.outcome !== "ok" && enabled.outcome !== "refused") return outcomeOf(enabled);
  const written = await writeBirthDate(admin, customerId, here, signal);
  if (written.outcome === "ok") {
    await saveAgreedBirthDate(pool(), { shopId, id: memberId }, here);
    return { outcome: "sent" };
  }
  // A customer who was deleted in the meantime has no metafields.
  if (written.outcome === "refused" && written.code === "INVALID_VALUE") {
    return { outcome: "sent" };
  }
  return outcomeOf(written);
}
