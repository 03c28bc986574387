// Adds the session token to the app's own requests and repeats a request whose token had lapsed,
// so that app code calls plain `fetch`.

export interface RequestContext {
  readonly appOrigin: string;
  readonly idToken: () => Promise<string>;
  readonly leave: (address: string) => void;
}

const RETRY_HEADER = "X-Shopify-Retry-Invalid-Session-Request";
const REAUTHORIZE_HEADER = "X-Shopify-API-Request-Failure-Reauthorize-Url";
const PARENT_ADMIN = "shopify:admin/api/";

export type Fetch = (input: RequestInfo | URL, init?: RequestInit) => Promise<Response>;

/** Only the app's own server learns the token, and only when the app did not set one itself. */
export function needsToken(address: string, headers: Headers, appOrigin: string): boolean {
  return new URL(address).origin === appOrigin && !headers.has("Authorization");
}

export function createAuthenticatedFetch(fetch: Fetch, context: RequestContext): Fetch {
  return async (input, init) => {
    if (isDirectAdminCall(input)) {
      throw new Error(
        "Direct Admin API access from the browser is not part of the simulator: " +
          "call the Admin API from the app's server.",
      );
    }
    const request = new Request(input, init);
    if (!needsToken(request.url, request.headers, context.appOrigin)) return fetch(input, init);
    const repeat = request.clone();
    const response = await fetch(await withToken(request, context));
    if (response.headers.get(RETRY_HEADER) === "1") {
      return fetch(await withToken(repeat, context));
    }
    const reauthorize = response.headers.get(REAUTHORIZE_HEADER);
    if (reauthorize !== null) context.leave(new URL(reauthorize, context.appOrigin).href);
    return response;
  };
}

function isDirectAdminCall(input: RequestInfo | URL): boolean {
  return typeof input === "string" && input.startsWith(PARENT_ADMIN);
}

async function withToken(request: Request, context: RequestContext): Promise<Request> {
  const headers = new Headers(request.headers);
  headers.set("Authorization", `Bearer ${await context.idToken()}`);
  headers.set("X-Requested-With", "XMLHttpRequest");
  return new Request(request, { headers });
}
