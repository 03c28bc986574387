// The campaigns of all versions of a shop's program, as the admin lists and draws them.
import { localDateTimeOf } from "../core/calendar/local-time.ts";
import type { Instant } from "../core/calendar/instant.ts";
import type { CampaignName } from "../core/campaigns/end-early.ts";
import type { CampaignStage, StagedVersion } from "../core/campaigns/list-campaigns.ts";
import type { Campaign } from "../core/program/campaign-terms.ts";
import { readStoredDocument } from "../core/program/document.ts";
import type { ProgramDocument } from "../core/program/document.ts";
import type { RewardCampaign } from "../core/program/reward-campaign-terms.ts";
import type { ProgramPeriod } from "../core/program/version-in-force.ts";
import { pool } from "../db/pool.ts";
import { loadProgramPeriods } from "../db/program-store.ts";
import type { ShopView } from "./shop.ts";

/** Versions of the past that are looked through for campaigns; older ones stay in the database. */
const MAX_FORMER_VERSIONS = 50;
/** More than a shop can have. */
const MAX_DRAFTS = 20;

type Calendar = Pick<ShopView, "id" | "timeZone">;

/** Of each stage in the order of the list: what was latest, or begins next, comes first. */
export async function loadStagedVersions(
  { id: shopId, timeZone }: Calendar,
  now: Instant,
): Promise<StagedVersion[]> {
  const [periods, drafts] = await Promise.all([
    loadProgramPeriods(pool(), [shopId]),
    loadDrafts(shopId),
  ]);
  const known = periods.get(shopId) ?? [];
  const staged = known.map((period) => stagedVersion(period, timeZone, now));
  const former = staged.filter(({ stage }) => stage === "former");
  return [
    ...staged.filter(({ stage }) => stage === "in_force"),
    ...staged.filter(({ stage }) => stage === "scheduled"),
    ...drafts,
    ...former.toReversed().slice(0, MAX_FORMER_VERSIONS),
  ];
}

function stagedVersion(
  { version, activeFrom, activeUntil }: ProgramPeriod,
  timeZone: string,
  now: Instant,
): StagedVersion {
  return {
    ...version,
    stage: stageOf(activeFrom, activeUntil, now),
    startsAt: localDateTimeOf(activeFrom, timeZone),
    endsAt: activeUntil === null ? null : localDateTimeOf(activeUntil, timeZone),
  };
}

/** By time, whatever the status still says. */
function stageOf(from: Instant, until: Instant | null, now: Instant): CampaignStage {
  if (from > now) return "scheduled";
  return until === null || now < until ? "in_force" : "former";
}

async function loadDrafts(shopId: bigint): Promise<StagedVersion[]> {
  const { rows } = await pool().query<{
    id: string;
    number: number;
    schema_version: number;
    document: unknown;
  }>({
    name: "campaign_drafts",
    text: `select id, number, schema_version, document from program_version
      where shop_id = $1 and status = 'draft' order by number desc limit $2`,
    values: [shopId, MAX_DRAFTS],
  });
  return rows.map(({ id, number, schema_version: schema, document }) => ({
    id,
    number,
    stage: "draft",
    startsAt: null,
    endsAt: null,
    document: readStoredDocument(document, schema),
  }));
}

/** A version of the shop, whatever its stage; nothing where there is none of that id. */
export async function loadDocumentOf(
  shopId: bigint,
  versionId: string,
): Promise<ProgramDocument | undefined> {
  const { rows } = await pool().query<{ schema_version: number; document: unknown }>({
    name: "campaign_document",
    text: `select schema_version, document from program_version where shop_id = $1 and id = $2`,
    values: [shopId, versionId],
  });
  const [row] = rows;
  return row && readStoredDocument(row.document, row.schema_version);
}

export type NamedCampaign =
  | { readonly kind: "earning"; readonly campaign: Campaign }
  | { readonly kind: "price"; readonly campaign: RewardCampaign };

/** The campaign as a document says it; nothing where it has none of that name. */
export function campaignOf(
  { campaigns, rewardCampaigns }: ProgramDocument,
  { kind, id }: CampaignName,
): NamedCampaign | undefined {
  if (kind === "earning") {
    const campaign = campaigns.find((one) => one.id === id);
    return campaign && { kind, campaign };
  }
  const campaign = rewardCampaigns.find((one) => one.id === id);
  return campaign && { kind, campaign };
}
