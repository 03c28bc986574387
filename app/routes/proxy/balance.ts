// GET /proxy/balance, asked by every page view of a signed-in customer: answered ahead of Remix,
// from the raw address to the bytes of the answer.
import type { BalanceAnswer } from "../../../widget/contract/panel.ts";
import type { Problem } from "../../../widget/contract/problem.ts";
import { chooseTexts } from "../../adapters/email/choose-texts.ts";
import { loadBalance } from "../../queries/balance.ts";
import { toWholeNumber } from "../../queries/whole-number.ts";
import { answerHeaders, identify } from "./door.ts";
import { writtenFigure } from "./written-figure.ts";

export interface BalanceResponse {
  status: number;
  headers: typeof answerHeaders;
  body: string;
}

/** `url` is the request's address as it came in, with its query. */
export async function answerBalance(url: string): Promise<BalanceResponse> {
  const cut = url.indexOf("?");
  const query = url.slice(cut + 1);
  const identity = cut < 0 ? null : identify(query);
  if (identity === null) return problem(400, "unauthentic");
  const balance = await loadBalance(identity.shopDomain, identity.customerId);
  if (balance === undefined) return problem(404, "not_found");
  if (identity.customerId === null) return respond(200, { audience: "guest" });
  const available = toWholeNumber(balance.available);
  const { locale } = chooseTexts([new URLSearchParams(query).get("locale"), balance.locale]);
  return respond(200, {
    audience: "member",
    available,
    pending: toWholeNumber(balance.pending),
    ...writtenFigure(available, locale),
  });
}

function respond(status: number, answer: BalanceAnswer): BalanceResponse {
  return { status, headers: answerHeaders, body: JSON.stringify(answer) };
}

function problem(status: number, name: Problem): BalanceResponse {
  return { status, headers: answerHeaders, body: JSON.stringify({ problem: name }) };
}
