// What a merchant is told about campaigns beside each of them: which run together, and which a
// version to come would start again.
import type { CampaignOverlap } from "../../core/campaigns/overlaps.ts";
import type { Dropping, Revival } from "../../core/campaigns/list-campaigns.ts";
import type { ProgramDocument } from "../../core/program/document.ts";
import { momentWords } from "../changes/words.ts";

type Stacking = ProgramDocument["earning"]["stacking"];

/** What becomes of an order that both match. */
const ofOrders: Readonly<Record<Stacking, string>> = {
  best: "an order that both match gets only the one that gives more",
  newest: "an order that both match gets only the one that began last",
  sum: "an order that both match gets both, multiplied and added",
  bonus_on_base: "an order that both match gets both, each on its base points",
};

/** `“Spring” and “Happy hour” run together, for the first time on Mar 7, 2026 at 18:00: …`. */
export function overlapSentence(overlap: CampaignOverlap, stacking: Stacking): string {
  const { kind, one, other, firstAt } = overlap;
  const effect =
    kind === "earning" ? ofOrders[stacking] : "a reward of both costs what takes off more";
  const when = `for the first time on ${momentWords(firstAt)}`;
  return `“${one.name}” and “${other.name}” run together, ${when}: ${effect}.`;
}

export function revivalSentence({ name, version, endsAt }: Revival): string {
  const from = version.startsAt === null ? "" : ` from ${momentWords(version.startsAt)} on`;
  return (
    `“${name}” has ended, and version ${version.number} lets it run again${from}, until ` +
    `${momentWords(endsAt)}. Take that version back if this is not meant.`
  );
}

export function droppingSentence({ name, version }: Dropping): string {
  const at = version.startsAt === null ? "" : `, on ${momentWords(version.startsAt)}`;
  return `“${name}” ends when version ${version.number} begins${at}: that version has it no more.`;
}

export const kindWords = { earning: "Earning campaign", price: "Price campaign" } as const;

export const progressWords = { coming: "Coming", running: "Running", over: "Over" } as const;

/** `In force`, `From version 7, Mar 1, 2026 at 09:00`, `Draft 8`, `Of the past`. */
export function stageWords({
  stage,
  version,
}: {
  stage: "in_force" | "scheduled" | "draft" | "former";
  version: { number: number; startsAt: string | null };
}): string {
  switch (stage) {
    case "in_force":
      return "In force";
    case "scheduled":
      return `Scheduled: version ${version.number}, ${momentWords(version.startsAt ?? "")}`;
    case "draft":
      return `Draft: version ${version.number}`;
    case "former":
      return "Of the past";
  }
}
