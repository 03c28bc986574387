// Makes Shopify hold exactly the segments and automatic discounts that the program in force wants
// for its tiers. Each run looks first, decides what is missing, wrong or too much, and takes one
// step after the other, writing down before each creation that it is asked for: a run may die
// anywhere, and the next one finds what it left.
import { businessNow } from "../../adapters/shopify/business-clock.ts";
import type { AdminAnswer, AdminProblem } from "../../adapters/shopify/admin-answer.ts";
import type { AdminGraphql } from "../../adapters/shopify/ask-admin.ts";
import { ensureTierDefinition } from "../../adapters/shopify/operations/tier-definition.ts";
import {
  listActiveDiscounts,
  listNewestSegments,
  readPerks,
} from "../../adapters/shopify/operations/view-tier-perks.ts";
import { type ListedDiscount, type ShopifyView, planPerks } from "../../core/perks/plan-perks.ts";
import { isMarked } from "../../core/perks/recognise-perk.ts";
import {
  type KnownPerk,
  type PerkName,
  type WantedPerk,
  wantedNames,
  wantedPerks,
} from "../../core/perks/wanted-perks.ts";
import type { TierTerms } from "../../core/program/tier-terms.ts";
import { findStartedProgram } from "../../db/publication-store.ts";
import { pool } from "../../db/pool.ts";
import {
  insertWantedPerks,
  loadTierPerks,
  markPerkBlocked,
  markPerksBlocked,
} from "../../db/tier-perk-store.ts";
import type { Deliver, DeliveryOutcome } from "../delivery.ts";
import { openShop, outcomeOf, uninstalled } from "./open-shop.ts";
import { takePerkSteps } from "./take-perk-steps.ts";

export const writeTierPerks: Deliver<object> = async ({ shopId }, signal) => {
  const startsAt = await businessNow();
  const program = await findStartedProgram(pool(), shopId, startsAt.getTime());
  const terms = program?.document.tiers ?? null;
  const names = wantedNames(terms);
  await insertWantedPerks(pool(), shopId, names, Date.now());
  const known = await loadTierPerks(pool(), shopId);
  if (known.length === 0) return { outcome: "sent" };
  const opened = await openShop(shopId, signal);
  if (opened.outcome === "uninstalled") return uninstalled;
  if (opened.outcome === "closed") return outcomeOf(opened.problem);
  const { admin, shop } = opened;
  const wanted = await wantedOf(admin, terms, { known, locale: shop.locale }, signal);
  if (wanted.outcome !== "ok") return stoppedBy(shopId, wanted);
  const view = await viewOf(admin, known, signal);
  if (view.outcome !== "ok") return stoppedBy(shopId, view);
  const now = Date.now();
  const steps = planPerks(wanted.data, known, view.data, now);
  const stop = await takePerkSteps(
    { shopId, admin, signal, currency: shop.currency, startsAt },
    steps,
  );
  if (stop !== null) return "problem" in stop ? stoppedBy(shopId, stop.problem, stop.perk) : stop;
  const until = Math.max(...steps.map((each) => (each.step === "wait" ? each.untilAt : 0)));
  if (until === 0) return { outcome: "sent" };
  return { outcome: "postpone", reason: "lists_lag", delayMs: Math.max(until - now, 1) };
};

/** Without a tier that gives something there is no metafield to ask for. */
async function wantedOf(
  admin: AdminGraphql,
  terms: TierTerms | null,
  { locale }: { known: readonly KnownPerk[]; locale: string },
  signal: AbortSignal,
): Promise<AdminAnswer<WantedPerk[]>> {
  if (wantedNames(terms).length === 0) return { outcome: "ok", data: [] };
  const defined = await ensureTierDefinition(admin, signal);
  if (defined.outcome !== "ok") return defined;
  return { outcome: "ok", data: wantedPerks(terms, { ...defined.data, locale }) };
}

async function viewOf(
  admin: AdminGraphql,
  known: readonly KnownPerk[],
  signal: AbortSignal,
): Promise<AdminAnswer<ShopifyView>> {
  const active = await listActiveDiscounts(admin, signal);
  if (active.outcome !== "ok") return active;
  const isNameless = known.some(({ kind, gid }) => kind === "segment" && gid === null);
  const newest = isNameless
    ? await listNewestSegments(admin, signal)
    : { outcome: "ok" as const, data: [] };
  if (newest.outcome !== "ok") return newest;
  const there = await readPerks(admin, idsToRead(known, active.data), signal);
  if (there.outcome !== "ok") return there;
  return {
    outcome: "ok",
    data: {
      segments: new Map(there.data.segments.map((segment) => [segment.gid, segment])),
      discounts: new Map(there.data.discounts.map((discount) => [discount.gid, discount])),
      newestSegments: newest.data,
      activeDiscounts: active.data,
    },
  };
}

function idsToRead(known: readonly KnownPerk[], active: readonly ListedDiscount[]): string[] {
  const marked = active.filter(isMarked).map(({ gid }) => gid);
  return [...new Set([...known.flatMap(({ gid }) => gid ?? []), ...marked])];
}

/** Where the store does not let us, nothing but the merchant's word helps: it is shown to them. */
async function stoppedBy(
  shopId: bigint,
  problem: AdminProblem,
  perk?: PerkName,
): Promise<DeliveryOutcome> {
  // One for each field that was denied.
  const isDenied = problem.outcome === "unauthorised" && /^access_denied\b/.test(problem.reason);
  if (!isDenied) return outcomeOf(problem);
  const denied = { problem: "access_denied", detail: null };
  await markPerksBlocked(pool(), shopId, denied, Date.now());
  if (perk) await markPerkBlocked(pool(), { shopId, ...perk }, denied, Date.now());
  return { outcome: "sent" };
}
