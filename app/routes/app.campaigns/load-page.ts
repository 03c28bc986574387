// What the page of campaigns shows, in words: which campaigns there are, which of them run
// together, and which a version to come would start again.
import { localDateTimeOf } from "../../core/calendar/local-time.ts";
import type { Instant } from "../../core/calendar/instant.ts";
import {
  type StagedVersion,
  droppings,
  listCampaigns,
  revivals,
} from "../../core/campaigns/list-campaigns.ts";
import { campaignOverlaps } from "../../core/campaigns/overlaps.ts";
import { loadStagedVersions } from "../../queries/campaigns.ts";
import type { ShopView } from "../../queries/shop.ts";
import type { Merchant } from "../../shopify.server.ts";
import {
  droppingSentence,
  overlapSentence,
  revivalSentence,
} from "../../ui/campaigns/campaign-sentences.ts";
import { type CampaignView, campaignView } from "../../ui/campaigns/campaign-view.ts";
import { wordsFor } from "../../ui/changes/words.ts";
import { formatMoney } from "../../ui/format.ts";
import { loadNames } from "../admin/load-names.ts";

/** More sentences than this are not read. */
const MAX_SENTENCES = 20;

export interface CampaignsShown {
  campaigns: CampaignView[];
  overlaps: { title: string; sentences: string[] }[];
  /** What a version to come would start again, or end before its time. */
  surprises: string[];
  pointsName: { one: string; other: string };
  /** The version in force; null before the shop's first. */
  baseVersionId: string | null;
}

const FALLBACK_NAME = { one: "Point", other: "Points" };

export async function loadCampaigns(
  shop: Pick<ShopView, "id" | "timeZone" | "currency">,
  admin: Merchant["admin"],
  now: Instant,
): Promise<CampaignsShown> {
  const versions = await loadStagedVersions(shop, now);
  const localNow = localDateTimeOf(now, shop.timeZone);
  const inForce = versions.find(({ stage }) => stage === "in_force");
  const listed = listCampaigns(versions);
  const named = versions.filter(({ id }) => listed.some(({ version }) => version.id === id));
  const names = await loadNames(
    admin,
    listed.map(({ campaign }) => campaign),
  );
  const documents = new Map(named.map(({ id, document }) => [id, document]));
  const context = { currency: shop.currency, unit: formatMoney("1", shop.currency), names };
  return {
    campaigns: listed.flatMap((one) => {
      const document = documents.get(one.version.id);
      if (!document) return [];
      const words = wordsFor(inForce?.document ?? document, document, context);
      return [campaignView(one, document, { words, localNow })];
    }),
    overlaps: overlapsOf(versions, localNow),
    surprises: [
      ...revivals(listed, localNow).map(revivalSentence),
      ...droppings(versions).map(droppingSentence),
    ],
    pointsName: inForce?.document.pointsName ?? FALLBACK_NAME,
    baseVersionId: inForce?.id ?? null,
  };
}

/** Of the version in force; of each to come only what is new with it. */
function overlapsOf(versions: readonly StagedVersion[], localNow: string) {
  const told = new Set<string>();
  return versions
    .filter(({ stage }) => stage !== "former")
    .flatMap((version) => {
      const since =
        version.startsAt !== null && version.startsAt > localNow ? version.startsAt : localNow;
      const { stacking } = version.document.earning;
      const sentences = campaignOverlaps(version.document, since)
        .map((overlap) => overlapSentence(overlap, stacking))
        .filter((sentence) => !told.has(sentence));
      for (const sentence of sentences) told.add(sentence);
      if (sentences.length === 0) return [];
      return [{ title: titleOf(version), sentences: shortened(sentences) }];
    });
}

function titleOf({ stage, number }: StagedVersion): string {
  const campaigns = "Campaigns that run together";
  if (stage === "in_force") return campaigns;
  return `${campaigns} in version ${number}, ${stage === "draft" ? "a draft" : "which is scheduled"}`;
}

function shortened(sentences: readonly string[]): string[] {
  const more = sentences.length - MAX_SENTENCES;
  return more <= 0
    ? [...sentences]
    : [...sentences.slice(0, MAX_SENTENCES), `And ${more} more pairs.`];
}
