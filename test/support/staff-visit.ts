// Staff at work beside a customer, in the admin or at the till: requests with the admin's own
// tokens straight into the routes.
import { browserAgent } from "./admin-requests.ts";
import { type ExtensionAnswer, type TokenInput, extensionToken } from "./extension-visit.ts";

export const STAFF = "92100000001";

export interface StaffVisit {
  token?: TokenInput;
  /** Instead of `Bearer` and the token; null for none. */
  authorization?: string | null;
  query?: Record<string, string>;
  body?: object | string;
  method?: string;
}

/** What `shopify.auth.idToken()` gives in the admin, and `getSessionToken()` at the till. */
export function staffToken({ shop, claims = {}, ...input }: TokenInput = {}): string {
  const address = `https://${shop ?? "harbour-coffee.myshopify.com"}`;
  const own = { dest: address, iss: `${address}/admin`, sub: STAFF, sid: "a-session" };
  return extensionToken({ customerId: null, ...input, claims: { ...own, ...claims } });
}

export type StaffRoute =
  | "member"
  | "adjustment"
  | "enrolment"
  | "till"
  | "redeem"
  | "vouchers/cancel";
export type AskAsStaff = (route: StaffRoute, visit?: StaffVisit) => Promise<ExtensionAnswer>;

/** The routes, loaded once the settings are made. */
export async function loadStaffRoutes(): Promise<AskAsStaff> {
  const route = await import("../../app/routes/extensions.staff.$.ts");
  return async (name, { token, authorization, query = {}, body, method } = {}) => {
    const address = new URL(`https://app.example.com/extensions/staff/${name}`);
    address.search = new URLSearchParams(query).toString();
    const credentials = authorization === undefined ? `Bearer ${staffToken(token)}` : authorization;
    const request = new Request(address, {
      method: method ?? (body === undefined ? "GET" : "POST"),
      headers: {
        "user-agent": browserAgent,
        ...(credentials !== null && { authorization: credentials }),
        ...(body !== undefined && { "content-type": "application/json" }),
      },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const args = { request, params: { "*": name }, context: {} };
    const response = await (request.method === "POST" ? route.action(args) : route.loader(args));
    const text = await response.text();
    const json = (text === "" ? null : JSON.parse(text)) as never;
    return { status: response.status, json, headers: response.headers };
  };
}
