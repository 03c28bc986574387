// POST /app/events/ID/code: staff in the admin send a code.
import type { ActionFunctionArgs } from "@remix-run/node";
import { authenticateMerchant } from "../shopify.server.ts";
import { eventIdOf } from "./admin/event-id.ts";
import { readSubmission } from "./admin/read-submission.ts";
import { codeSubmission, takeCode } from "./check-in/take-code.ts";

export async function action({ request, params }: ActionFunctionArgs): Promise<Response> {
  const { shop } = await authenticateMerchant(request);
  const { text } = await readSubmission(request, codeSubmission);
  const { id: shopId, timeZone } = shop;
  const eventId = eventIdOf(params);
  return Response.json(await takeCode({ shopId, timeZone, eventId, linkId: null }, text));
}
