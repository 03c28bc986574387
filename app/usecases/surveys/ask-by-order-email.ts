// The e-mail about an order puts the question of the survey, unless the member was asked lately.
import type { SurveyTerms } from "../../core/program/survey-terms.ts";
import { lockMembers } from "../../db/member-store.ts";
import { type AskedMember, loadSurveyRest } from "../../db/survey-rest.ts";
import { askByEmail, findAskOfOrder } from "../../db/survey-store.ts";
import { withTransaction } from "../../db/transaction.ts";

export interface OrderToAskAbout extends AskedMember {
  readonly orderId: string;
}

/**
 * Answers the question's id, for a link; null where nothing is asked. The e-mail of one order puts
 * one question, also where it is tried again.
 */
export async function askByOrderEmail(
  order: OrderToAskAbout,
  terms: SurveyTerms,
): Promise<string | null> {
  const { shopId, memberId } = order;
  return withTransaction(async (tx) => {
    await lockMembers(tx, [{ shopId, id: memberId }]);
    const known = await findAskOfOrder(tx, order);
    if (known) return known.answeredAt === null ? known.id : null;
    const rest = await loadSurveyRest(tx, order, terms);
    return rest.outcome === "rested" ? askByEmail(tx, order, order.now) : null;
  });
}
