// Whether a campaign runs, by the store's calendar and clock.

export type CampaignStage = "coming" | "running" | "over";

/**
 * Null while its dates are not filled in. Days of the week and hours are left out: between them a
 * campaign rests, and still runs. Local times compare as texts.
 */
export function campaignStage(
  { startsAt, endsAt }: { readonly startsAt: string; readonly endsAt: string },
  localNow: string,
): CampaignStage | null {
  if (startsAt === "" || endsAt === "") return null;
  if (localNow < startsAt) return "coming";
  return localNow < endsAt ? "running" : "over";
}
