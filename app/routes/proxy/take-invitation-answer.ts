// The shopper accepts or declines a tier that they are invited to.
import { z } from "zod";
import type { AnswerInvitationAnswer } from "../../../widget/contract/invitation.ts";
import { businessNow } from "../../adapters/shopify/business-clock.ts";
import { findShopper } from "../../queries/shopper.ts";
import { answerInvitation } from "../../usecases/tiers/answer-invitation.ts";
import { type ProxyVisit, parseBody, signedInCustomer } from "./door.ts";

const requestSchema = z.object({
  tierId: z.string().min(1).max(40),
  invitedAt: z.iso.datetime().transform((text) => Date.parse(text)),
  answer: z.enum(["accepted", "declined"]),
});

export async function takeInvitationAnswer(
  request: Request,
  visit: ProxyVisit,
): Promise<AnswerInvitationAnswer> {
  const customerId = signedInCustomer(visit);
  const asked = await parseBody(request, requestSchema);
  const shopId = visit.shop.id;
  const shopper = await findShopper(shopId, customerId);
  if (shopper === undefined) return { outcome: "refused", reason: "no_invitation" };
  const { memberId } = shopper;
  const now = (await businessNow()).getTime();
  const result = await answerInvitation({ shopId, memberId, ...asked, actor: "shopper", now });
  if (result.outcome !== "refused") return { outcome: asked.answer };
  const { reason } = result;
  return { outcome: "refused", reason: reason === "member_not_found" ? "no_invitation" : reason };
}
