// What a campaign would have given on the store's recent orders, or redemptions, line by line.
import type { LoaderFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { businessNow } from "../adapters/shopify/business-clock.ts";
import { campaignKinds } from "../core/campaigns/end-early.ts";
import { PREVIEW_DAYS, previewCampaign } from "../queries/campaign-preview.ts";
import { campaignOf, loadDocumentOf } from "../queries/campaigns.ts";
import { authenticateMerchant } from "../shopify.server.ts";
import { answerLines } from "./admin/answer-lines.ts";

const askedSchema = z.object({
  version: z.uuid(),
  kind: z.enum(campaignKinds),
  id: z.string().min(1).max(40),
  days: z.coerce.number().pipe(z.literal(PREVIEW_DAYS)),
});

export async function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  const { shop } = await authenticateMerchant(request);
  const { searchParams } = new URL(request.url);
  const asked = askedSchema.safeParse(Object.fromEntries(searchParams));
  if (!asked.success) throw new Response(null, { status: 400 });
  const { version, kind, id, days } = asked.data;
  const document = await loadDocumentOf(shop.id, version);
  const previewed = document && campaignOf(document, { kind, id });
  if (!previewed) throw new Response(null, { status: 404 });
  const now = (await businessNow()).getTime();
  const { signal } = request;
  return answerLines(previewCampaign({ shop, document, previewed, days, now, signal }));
}
