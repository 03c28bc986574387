// Which requests carry the session token, and what happens when it has lapsed.
import { describe, expect, it } from "vitest";
import {
  createAuthenticatedFetch,
  needsToken,
} from "../../../simulator/app-bridge/app-requests.ts";

const appOrigin = "http://localhost:4401";

interface Sent {
  readonly authorization: string | null;
  readonly body: string;
}

/** A fetch that writes down what it was given and answers in turn. */
function recordingFetch(...answers: Response[]) {
  const sent: Sent[] = [];
  const left: string[] = [];
  let tokens = 0;
  const fetch = createAuthenticatedFetch(
    async (input, init) => {
      const request = new Request(input, init);
      const body = await request.text();
      sent.push({ authorization: request.headers.get("Authorization"), body });
      return answers.shift() ?? new Response("ok");
    },
    {
      appOrigin,
      idToken: async () => {
        tokens += 1;
        return `token-${tokens}`;
      },
      leave: (address) => left.push(address),
    },
  );
  return { fetch, sent, left };
}

describe("requests of the app", () => {
  it("carry a session token to the app's own server and to no other", async () => {
    const { fetch, sent } = recordingFetch();
    await fetch(`${appOrigin}/app/data`);
    await fetch("https://example.com/data");
    expect(sent.map(({ authorization }) => authorization)).toEqual(["Bearer token-1", null]);
  });

  it("keep an authorization that the app set itself", async () => {
    const { fetch, sent } = recordingFetch();
    await fetch(`${appOrigin}/app`, { headers: { Authorization: "Bearer own" } });
    expect(sent[0]?.authorization).toBe("Bearer own");
    expect(needsToken(`${appOrigin}/app`, new Headers({ authorization: "x" }), appOrigin)).toBe(
      false,
    );
  });

  it("are repeated once with a fresh token, body and all, when the server asks", async () => {
    const lapsed = new Response(null, {
      status: 401,
      headers: { "X-Shopify-Retry-Invalid-Session-Request": "1" },
    });
    const { fetch, sent } = recordingFetch(lapsed);
    const response = await fetch(`${appOrigin}/app`, { method: "POST", body: "a=1" });
    expect(response.status).toBe(200);
    expect(sent).toEqual([
      { authorization: "Bearer token-1", body: "a=1" },
      { authorization: "Bearer token-2", body: "a=1" },
    ]);
  });

  it("lead the merchant to authorise again when the server says where", async () => {
    const headers = { "X-Shopify-API-Request-Failure-Reauthorize-Url": "/auth?shop=beans" };
    const { fetch, left } = recordingFetch(new Response(null, { status: 401, headers }));
    await fetch(`${appOrigin}/app`);
    expect(left).toEqual([`${appOrigin}/auth?shop=beans`]);
  });

  it("straight to the Admin API are refused with what to do instead", async () => {
    const { fetch } = recordingFetch();
    await expect(fetch("shopify:admin/api/graphql.json")).rejects.toThrow(/from the app's server/);
  });
});
