// Token exchange and refresh: who gets a token, for how long, and how refresh tokens rotate.

import { createHmac } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { setMetafield } from "../../../simulator/actions/metafields.ts";
import { resolveNamespace } from "../../../simulator/app-declaration.ts";
import {
  askAdmin,
  exchangeFields,
  exchangeToken,
  postToken,
  type Tokens,
} from "../support/ask-admin.ts";
import {
  apiKey,
  apiSecret,
  runSimulator,
  type RunningSimulator,
} from "../support/running-simulator.ts";

let simulator: RunningSimulator;

beforeEach(async () => {
  simulator = await runSimulator();
});

afterEach(() => simulator.stop());

const sessionToken = async (claims: Record<string, unknown> = {}) =>
  (await simulator.control<{ token: string }>("POST", "/shops/test-shop/session-token", claims))
    .token;

const works = async (accessToken: string) =>
  (await askAdmin(simulator, accessToken, "{ shop { id } }")).status === 200;

async function refresh(refreshToken: string): Promise<Response> {
  const { client_id, client_secret } = exchangeFields;
  const fields = { client_id, client_secret, grant_type: "refresh_token" };
  return postToken(simulator, { ...fields, refresh_token: refreshToken });
}

describe("token exchange", () => {
  it("gives an expiring offline token with its refresh token and the declared scopes", async () => {
    const tokens = await exchangeToken(simulator);
    expect(tokens).toMatchObject({ expires_in: 3600, refresh_token_expires_in: 7_776_000 });
    expect(tokens.scope.split(",")).toEqual(simulator.context.app.scopes);
    expect(await works(tokens.access_token)).toBe(true);
  });

  it("gives an online token with its user", async () => {
    const requested_token_type = "urn:shopify:params:oauth:token-type:online-access-token";
    const fields = { ...exchangeFields, requested_token_type, subject_token: await sessionToken() };
    const response = await postToken(simulator, fields);
    expect(await response.json()).toMatchObject({
      associated_user: { email_verified: true, locale: "en" },
      expires_in: 86_399,
    });
  });

  it("takes form bodies as well as JSON", async () => {
    const fields = { ...exchangeFields, subject_token: await sessionToken() };
    const response = await fetch(`${simulator.origin}/admin/oauth/access_token`, {
      method: "POST",
      headers: { "x-forwarded-host": simulator.shop.domain },
      body: new URLSearchParams(fields),
    });
    expect(response.status).toBe(200);
  });

  it("refuses session tokens that are bent in any claim", async () => {
    const now = Math.floor(Date.now() / 1000);
    const bent = [
      { aud: "another-app" },
      { dest: "https://other.myshopify.com" },
      { iss: "https://other.myshopify.com/admin" },
      { exp: now - 11 },
      { nbf: now + 60 },
    ];
    for (const claims of bent) {
      const fields = { ...exchangeFields, subject_token: await sessionToken(claims) };
      const response = await postToken(simulator, fields);
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ error: "invalid_subject_token" });
    }
  });

  it("refuses another signature, another algorithm and rubbish", async () => {
    const [header, payload] = (await sessionToken()).split(".");
    const none = Buffer.from('{"alg":"none"}').toString("base64url");
    const forged = createHmac("sha256", "other").update(`${header}.${payload}`).digest("base64url");
    const unsigned = createHmac("sha256", apiSecret)
      .update(`${none}.${payload}`)
      .digest("base64url");
    for (const token of [`${header}.${payload}.${forged}`, `${none}.${payload}.${unsigned}`, "x"]) {
      const response = await postToken(simulator, { ...exchangeFields, subject_token: token });
      expect(response.status).toBe(400);
    }
  });

  it("refuses strangers: unknown shop, key, secret, and shops without the app", async () => {
    const subject_token = await sessionToken();
    const fields = { ...exchangeFields, subject_token };
    expect((await postToken(simulator, fields, "none.myshopify.com")).status).toBe(404);
    expect((await postToken(simulator, { ...fields, client_id: "x" })).status).toBe(400);
    expect((await postToken(simulator, { ...fields, client_secret: "x" })).status).toBe(400);
    expect(apiKey).toBe(exchangeFields.client_id);
    await simulator.control("POST", "/shops/test-shop/uninstall", {});
    expect((await postToken(simulator, fields)).status).toBe(400);
  });
});

describe("refreshing", () => {
  it("rotates, and the old refresh token lives until the new tokens are used", async () => {
    const first = await exchangeToken(simulator);
    const second = (await (await refresh(first.refresh_token)).json()) as Tokens;
    expect(second.refresh_token).not.toBe(first.refresh_token);
    const lostAnswer = await refresh(first.refresh_token);
    expect(lostAnswer.status).toBe(200);
    expect(await works(second.access_token)).toBe(true);
    const late = await refresh(first.refresh_token);
    expect(late.status).toBe(400);
    expect(await late.json()).toMatchObject({ error: "invalid_grant" });
  });

  it("helps out of an expired access token", async () => {
    const tokens = await exchangeToken(simulator);
    await simulator.control("POST", "/tokens/expire", {});
    expect(await works(tokens.access_token)).toBe(false);
    const next = (await (await refresh(tokens.refresh_token)).json()) as Tokens;
    expect(await works(next.access_token)).toBe(true);
  });
});

describe("a fault", () => {
  it("of the token endpoint may lose an answer that was given", async () => {
    const first = await exchangeToken(simulator);
    const fault = { operation: "access_token", kind: "reset", when: "after" };
    await simulator.control("POST", "/faults", fault);
    await expect(refresh(first.refresh_token)).rejects.toThrow("fetch failed");
    const again = (await (await refresh(first.refresh_token)).json()) as Tokens;
    expect(await works(again.access_token)).toBe(true);
  });
});

describe("uninstalling", () => {
  it("revokes every token, tells the app, and can be followed by an installation", async () => {
    const tokens = await exchangeToken(simulator);
    const before = simulator.shop.installation?.id;
    await simulator.control("POST", "/shops/test-shop/uninstall", {});
    expect(await works(tokens.access_token)).toBe(false);
    await simulator.control("POST", "/deliveries/settle", {});
    expect(simulator.heard.at(-1)?.headers["x-shopify-topic"]).toBe("app/uninstalled");
    await simulator.control("POST", "/shops/test-shop/install", {});
    expect((await refresh(tokens.refresh_token)).status).toBe(400);
    expect(await works((await exchangeToken(simulator)).access_token)).toBe(true);
    expect(simulator.shop.installation?.id).not.toBe(before);
  });

  it("takes the app's own metafields with it, and leaves those of others", async () => {
    const { app } = simulator.context;
    const write = (namespace: string) =>
      setMetafield(simulator.context, simulator.shop, {
        ownerId: "gid://shopify/Customer/5",
        namespace: resolveNamespace(app, namespace),
        key: "balance",
        type: "number_integer",
        value: "80",
      });
    for (const namespace of ["$app", "$app:loyalty", "custom"]) write(namespace);
    await simulator.control("POST", "/shops/test-shop/uninstall", {});
    const left = [...simulator.shop.metafields.values()].map(({ namespace }) => namespace);
    expect(left).toEqual(["custom"]);
    await simulator.control("POST", "/shops/test-shop/install", {});
  });

  it("changes of scope reach the app, with the list that it asked for", async () => {
    await simulator.control("POST", "/shops/test-shop/scopes", { scopes: ["read_orders"] });
    await simulator.control("POST", "/deliveries/settle", {});
    const heard = simulator.heard.at(-1);
    expect(heard?.headers["x-shopify-topic"]).toBe("app/scopes_update");
    expect(JSON.parse(heard?.body.toString() ?? "")).toEqual({ current: ["read_orders"] });
  });
});
