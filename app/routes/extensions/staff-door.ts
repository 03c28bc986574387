// The way in for what the shop's staff open beside our own pages: on a customer's page in the
// admin, and at the till. Their tokens are those of the admin, and are looked at as the admin's
// are: a shopper's opens nothing here.
import { type Merchant, authenticateMerchant } from "../../shopify.server.ts";
import { answerShopper, problem } from "../proxy/door.ts";
import { UNAUTHORIZED, answerPreflight, readableEverywhere } from "./door.ts";

/** By this Shopify's own code learns that a newer token may do. */
const RETRY_HEADER = "x-shopify-retry-invalid-session-request";
const UNAVAILABLE = 503;

/** Lets the request in or answers why not; `work` gives the answer's JSON. */
export async function throughStaffDoor(
  request: Request,
  work: (merchant: Merchant) => Promise<object>,
): Promise<Response> {
  if (request.method === "OPTIONS") return answerPreflight(request);
  return readableEverywhere(await answerShopper(async () => work(await openDoor(request))));
}

async function openDoor(request: Request): Promise<Merchant> {
  // Without one the library takes the request for a page's, and leads it to where tokens are made.
  if (!request.headers.has("authorization")) throw problem("unauthentic", UNAUTHORIZED);
  try {
    return await authenticateMerchant(request);
  } catch (thrown) {
    if (!(thrown instanceof Response)) throw thrown;
    throw refusalOf(thrown);
  }
}

/** The library answers with pages and redirections, which an extension has no use for. */
function refusalOf(answer: Response): Response {
  if (answer.status >= UNAVAILABLE) return problem("temporarily_unavailable");
  const refusal = problem("unauthentic", UNAUTHORIZED);
  const retry = answer.headers.get(RETRY_HEADER);
  if (retry !== null) refusal.headers.set(RETRY_HEADER, retry);
  return refusal;
}
