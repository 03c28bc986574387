// Ends a campaign before its time, as the page of campaigns asks for it.
import { z } from "zod";
import { campaignKinds } from "../../core/campaigns/end-early.ts";
import { endCampaign } from "../../usecases/end-campaign.ts";

export const endSubmission = z.strictObject({
  intent: z.literal("end"),
  kind: z.enum(campaignKinds),
  id: z.string().min(1).max(40),
  /** The version in force that the merchant saw. */
  baseVersionId: z.uuid(),
});

export interface EndAnswer {
  outcome: "ended" | "removed" | "over" | "not_found" | "changed_meanwhile";
}

interface Ending {
  readonly shopId: bigint;
  readonly actor: string;
  readonly now: Date;
}

export async function end(
  { kind, id, baseVersionId }: z.output<typeof endSubmission>,
  { shopId, actor, now }: Ending,
): Promise<EndAnswer> {
  const command = { shopId, kind, id, baseVersionId, actor, now: now.getTime() };
  const { outcome } = await endCampaign(command);
  if (outcome === "shop_not_found") throw new Response(null, { status: 404 });
  return { outcome };
}
