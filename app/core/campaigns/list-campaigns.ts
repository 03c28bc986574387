// All campaigns of a program's versions, each once for all versions that say the same of it.
import type { Campaign } from "../program/campaign-terms.ts";
import { diffPrograms } from "../program/diff-programs.ts";
import type { ProgramDocument } from "../program/document.ts";
import type { RewardCampaign } from "../program/reward-campaign-terms.ts";
import type { CampaignKind } from "./end-early.ts";

/**
 * `in_force`: the version in force has it. `scheduled` and `draft`: such a version adds it, or says
 * something else of it than the version in force. `former`: it ran under versions of the past.
 */
export type CampaignStage = "in_force" | "scheduled" | "draft" | "former";

/** A version with the time in which it was, is or will be in force. */
export interface StagedVersion {
  readonly id: string;
  readonly number: number;
  readonly stage: CampaignStage;
  /** On the shop's clock; null for drafts. */
  readonly startsAt: string | null;
  /** The first minute in which it no longer was; null where it has no end yet. */
  readonly endsAt: string | null;
  readonly document: ProgramDocument;
}

interface Listed {
  readonly stage: CampaignStage;
  readonly version: Pick<StagedVersion, "id" | "number" | "startsAt">;
  /** Whether the version in force has it, too, and says something else of it. */
  readonly isChange: boolean;
}

export type ListedCampaign = Listed &
  (
    | { readonly kind: "earning"; readonly campaign: Campaign }
    | { readonly kind: "price"; readonly campaign: RewardCampaign }
  );

/**
 * The campaigns of the version in force first, then what scheduled versions bring, in the order in
 * which they begin, then drafts, then those of the past that had begun under their version.
 * Versions of one stage must stand in the order in which they are to be listed.
 */
export function listCampaigns(versions: readonly StagedVersion[]): ListedCampaign[] {
  const inForce = versions.find(({ stage }) => stage === "in_force") ?? null;
  const listed: ListedCampaign[] = inForce ? ofVersion(inForce, null) : [];
  let before = inForce?.document ?? null;
  for (const version of versions.filter(({ stage }) => stage === "scheduled")) {
    listed.push(
      ...ofVersion(version, before).map((one) => ({ ...one, isChange: isIn(inForce, one) })),
    );
    before = version.document;
  }
  for (const version of versions.filter(({ stage }) => stage === "draft")) {
    listed.push(...ofVersion(version, inForce?.document ?? null));
  }
  const known = new Set(listed.filter(({ stage }) => stage === "in_force").map(nameOf));
  for (const version of versions.filter(({ stage }) => stage === "former")) {
    for (const one of ofVersion(version, null)) {
      if (known.has(nameOf(one)) || !hadBegun(one, version)) continue;
      known.add(nameOf(one));
      listed.push(one);
    }
  }
  return listed;
}

/** Names a campaign over the life of a program, whatever its versions say of it. */
export function nameOf({
  kind,
  campaign,
}: {
  kind: CampaignKind;
  campaign: { id: string };
}): string {
  return `${kind}/${campaign.id}`;
}

/** Those that the version has and `before` has not, or has otherwise. */
function ofVersion(version: StagedVersion, before: ProgramDocument | null): ListedCampaign[] {
  const { id, number, startsAt, stage, document } = version;
  const listed = { stage, version: { id, number, startsAt } };
  const differing = before && differingNames(before, document);
  const has = (kind: CampaignKind, campaignId: string): boolean =>
    before !== null && campaignsOf(before, kind).some((one) => one.id === campaignId);
  const all: ListedCampaign[] = [
    ...document.campaigns.map((campaign) => ({
      ...listed,
      kind: "earning" as const,
      campaign,
      isChange: has("earning", campaign.id),
    })),
    ...document.rewardCampaigns.map((campaign) => ({
      ...listed,
      kind: "price" as const,
      campaign,
      isChange: has("price", campaign.id),
    })),
  ];
  return differing ? all.filter((one) => differing.has(nameOf(one))) : all;
}

function differingNames(before: ProgramDocument, after: ProgramDocument): Set<string> {
  return new Set(
    diffPrograms(before, after).flatMap((change) => {
      if (change.part !== "campaigns" && change.part !== "rewardCampaigns") return [];
      const kind = change.part === "campaigns" ? "earning" : "price";
      if (change.kind === "added") return [nameOf({ kind, campaign: change.item })];
      return change.kind === "changed" ? [nameOf({ kind, campaign: change.after })] : [];
    }),
  );
}

function isIn(version: StagedVersion | null, one: ListedCampaign): boolean {
  if (version === null) return false;
  return campaignsOf(version.document, one.kind).some(({ id }) => id === one.campaign.id);
}

function campaignsOf(
  document: ProgramDocument,
  kind: CampaignKind,
): readonly { readonly id: string }[] {
  return kind === "earning" ? document.campaigns : document.rewardCampaigns;
}

/** What a version planned for a time when it was no longer in force never was. */
function hadBegun({ campaign }: ListedCampaign, { endsAt }: StagedVersion): boolean {
  return endsAt === null || campaign.startsAt < endsAt;
}

/** A campaign of the version in force that a version to follow has no more. */
export interface Dropping {
  readonly kind: CampaignKind;
  readonly name: string;
  readonly version: ListedCampaign["version"];
}

/** What would end before its time because a scheduled version, or one after it, leaves it out. */
export function droppings(versions: readonly StagedVersion[]): Dropping[] {
  const inForce = versions.find(({ stage }) => stage === "in_force");
  const scheduled = versions.filter(({ stage }) => stage === "scheduled");
  if (!inForce) return [];
  return ofVersion(inForce, null).flatMap((one) => {
    const first = scheduled.find((version) => !isIn(version, one));
    if (first?.startsAt == null || one.campaign.endsAt <= first.startsAt) return [];
    const { id, number, startsAt } = first;
    return [{ kind: one.kind, name: one.campaign.name, version: { id, number, startsAt } }];
  });
}

/** A campaign that ends under the version in force, and goes on under one that is to follow. */
export interface Revival {
  readonly kind: CampaignKind;
  readonly name: string;
  readonly version: ListedCampaign["version"];
  readonly endsAt: string;
}

/**
 * Where a scheduled version would start again what the version in force has ended by `localNow`, or
 * lets end earlier than that version says: versions keep what they said when they were written.
 */
export function revivals(listed: readonly ListedCampaign[], localNow: string): Revival[] {
  const ends = new Map(
    listed
      .filter(({ stage }) => stage === "in_force")
      .map((one) => [nameOf(one), one.campaign.endsAt]),
  );
  return listed.flatMap((one) => {
    if (one.stage !== "scheduled") return [];
    const { kind, version, campaign } = one;
    const end = ends.get(nameOf(one));
    if (end === undefined || end > localNow || campaign.endsAt <= localNow) return [];
    return [{ kind, name: campaign.name, version, endsAt: campaign.endsAt }];
  });
}
