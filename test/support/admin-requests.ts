// Requests as Shopify's admin makes them: with a session token in a header, or in the address of a
// document.
import { Session } from "@shopify/shopify-api";
import { RequestType, getJwt, setUpValidRequest } from "@shopify/shopify-api/test-helpers";
import { appKey, appSecret, appUrl } from "./shopify-stand-in.ts";

export const browserAgent = "Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0 Safari/537.36";
const userAgent = { "user-agent": browserAgent };

/** What App Bridge makes of a fetch in the page. */
export async function bearerRequest(
  path: string,
  { handle = "harbour-coffee", json }: { handle?: string; json?: unknown } = {},
): Promise<Request> {
  const { token } = await getJwt(handle, appKey, appSecret);
  return new Request(new URL(path, appUrl), {
    method: json === undefined ? "GET" : "POST",
    headers: {
      ...userAgent,
      authorization: `Bearer ${token}`,
      ...(json !== undefined && { "content-type": "application/json" }),
    },
    ...(json !== undefined && { body: JSON.stringify(json) }),
  });
}

/** The document that the admin's frame opens. */
export async function documentRequest(path: string, handle = "harbour-coffee"): Promise<Request> {
  return setUpValidRequest(
    { type: RequestType.Admin, store: handle, apiKey: appKey, apiSecretKey: appSecret },
    new Request(new URL(path, appUrl), { headers: userAgent }),
  );
}

/** An offline session with an hour to live, as a token exchange leaves it. */
export function buildOfflineSession(
  handle = "harbour-coffee",
  expires = new Date(Date.now() + 3_600_000),
): Session {
  const shop = `${handle}.myshopify.com`;
  return new Session({
    id: `offline_${shop}`,
    shop,
    state: "",
    isOnline: false,
    scope: "read_customers,read_orders",
    accessToken: "shpat_stored",
    expires,
  });
}

export const routeArguments = (request: Request, params: Record<string, string> = {}) => ({
  request,
  params,
  context: {},
});

/** The response that a loader or action throws; anything else that happens is a fault. */
export async function thrownResponse(running: Promise<unknown>): Promise<Response> {
  const thrown = await running.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (thrown instanceof Response) return thrown;
  throw new Error("A response was expected to be thrown", { cause: thrown });
}
