// Staff give or take points, with a reason that the member reads, by the rules of the member's page
// in the app.
import { z } from "zod";
import type { AdjustmentAnswer, AdjustmentRefused } from "../../../widget/contract/staff.ts";
import { businessNow } from "../../adapters/shopify/business-clock.ts";
import { writable } from "../../core/program/fields.ts";
import { findShopper } from "../../queries/shopper.ts";
import type { Merchant } from "../../shopify.server.ts";
import { readAdjustment } from "../../ui/adjustment-values.ts";
import { adjustPoints } from "../../usecases/adjust-points.ts";
import { parseBody } from "../proxy/door.ts";
import { staffAnswer } from "./staff-answer.ts";
import { customerNumber, languageTag } from "./staff-asked.ts";

const askedSchema = z.strictObject({
  customer: customerNumber,
  requestKey: z.uuid(),
  direction: z.enum(["add", "take"]),
  points: z.string().max(100),
  reason: z.string().max(1_000),
  locale: languageTag,
});

export async function takeAdjustment(
  request: Request,
  { shop, actor }: Merchant,
): Promise<AdjustmentAnswer> {
  const asked = await parseBody(request, askedSchema);
  const { customer: customerId, requestKey, locale, ...values } = asked;
  if (!writable.safeParse(values.reason).success) return refused("reason_unreadable");
  const read = readAdjustment(values);
  if (read.outcome === "invalid") return refused(...read.refusals);
  const shopper = await findShopper(shop.id, customerId);
  if (shopper === undefined) return refused("not_a_member");
  const { memberId } = shopper;
  const now = (await businessNow()).getTime();
  const { points, reason } = read;
  const wish = { shopId: shop.id, memberId, requestKey, points, reason, actor, now };
  const adjusted = await adjustPoints(wish);
  if (adjusted.outcome === "refused") {
    return refused(adjusted.reason === "member_not_found" ? "not_a_member" : adjusted.reason);
  }
  const standing = await staffAnswer({ shop, customerId, locales: [locale, shop.locale], now });
  return { outcome: "adjusted", ...standing };
}

function refused(...refusals: AdjustmentRefused[]): AdjustmentAnswer {
  return { outcome: "refused", refusals };
}
