// The way in for the storefront: only what Shopify signed a moment ago passes, and the signed
// customer is the only identity. Whatever goes wrong behind it is answered as a problem that the
// widget can put into words.
import type { z } from "zod";
import type { Problem, ProblemAnswer } from "../../../widget/contract/problem.ts";
import { type ProxyIdentity, verifyProxyQuery } from "../../adapters/shopify/proxy-signature.ts";
import { config } from "../../config.server.ts";
import { log } from "../../log.server.ts";
import { type ShopView, findShop } from "../../queries/shop.ts";
import { whoseOf } from "./whose.ts";

export interface ProxyVisit {
  shop: ShopView;
  /** Null for a guest. */
  customerId: string | null;
  /** For whom the page that asks was answered last, as `whoseOf` says it; not every page tells. */
  meant?: string | null;
}

/** Nothing that the widget sends is larger than a few hundred bytes. */
export const MAX_BODY_BYTES = 16 * 1024;

export const answerHeaders = {
  "content-type": "application/json; charset=utf-8",
  "cache-control": "no-store",
  "x-content-type-options": "nosniff",
} as const;

const statuses: Readonly<Record<Problem, number>> = {
  bad_request: 400,
  unauthentic: 400,
  not_signed_in: 401,
  somebody_else: 401,
  not_found: 404,
  too_large: 413,
  temporarily_unavailable: 503,
};

/** What a door throws to answer a problem. */
export function problem(problem: Problem, status = statuses[problem]): Response {
  return answer({ problem } satisfies ProblemAnswer, status);
}

/** Lets the request in or answers why not; `work` gives the answer's JSON, or a whole answer. */
export async function throughProxyDoor(
  request: Request,
  work: (visit: ProxyVisit) => Promise<object>,
): Promise<Response> {
  return answerShopper(async () => work(await openDoor(request)));
}

/** What is thrown as an answer is one; everything else is a fault of ours. */
export async function answerShopper(work: () => Promise<object>): Promise<Response> {
  try {
    const worked = await work();
    return worked instanceof Response ? worked : answer(worked, 200);
  } catch (thrown) {
    if (thrown instanceof Response) return thrown;
    log().error({ error: thrown }, "a request of the storefront or an extension failed");
    return problem("temporarily_unavailable");
  }
}

/**
 * The customer of a visit that needs one. Who has signed in elsewhere since the page was answered
 * does nothing by what is pressed on it: it shows somebody else's points.
 */
export function signedInCustomer({ customerId, meant }: ProxyVisit): string {
  if (customerId === null) throw problem("not_signed_in");
  if (meant && meant !== whoseOf(customerId)) throw problem("somebody_else");
  return customerId;
}

/**
 * The JSON body, read up to the limit. Other content types are refused: a form of another site
 * could send them.
 */
export async function parseBody<T>(request: Request, schema: z.ZodType<T>): Promise<T> {
  const type = request.headers.get("content-type") ?? "";
  if (!/^application\/json\s*(;|$)/i.test(type)) throw problem("bad_request");
  const parsed = schema.safeParse(parseJson(await readText(request)));
  if (!parsed.success) throw problem("bad_request");
  return parsed.data;
}

/** Who asks, by the signature over the query; null when it is not Shopify. */
export function identify(query: string): ProxyIdentity | null {
  return verifyProxyQuery(query, appSecrets(), Date.now());
}

/** The one in use, and the one before while it is being rotated. */
export function appSecrets(): readonly string[] {
  const { shopifyApiSecret, shopifyApiSecretPrevious } = config();
  return shopifyApiSecretPrevious === undefined
    ? [shopifyApiSecret]
    : [shopifyApiSecret, shopifyApiSecretPrevious];
}

async function openDoor(request: Request): Promise<ProxyVisit> {
  const cut = request.url.indexOf("?");
  const query = request.url.slice(cut + 1);
  const identity = cut < 0 ? null : identify(query);
  if (identity === null) throw problem("unauthentic");
  const shop = await findShop(identity.shopDomain);
  if (shop === undefined) throw problem("not_found");
  return { shop, customerId: identity.customerId, meant: new URLSearchParams(query).get("for") };
}

async function readText(request: Request): Promise<string> {
  if (Number(request.headers.get("content-length") ?? 0) > MAX_BODY_BYTES) {
    throw problem("too_large");
  }
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > MAX_BODY_BYTES) throw problem("too_large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw problem("bad_request");
  }
}

function answer(body: object, status: number): Response {
  return new Response(JSON.stringify(body), { status, headers: answerHeaders });
}
