// Scopes that an app asks for later: granted, refused, given back, and what a call without them
// says.

import { writeFile, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { askAdmin, exchangeToken } from "../support/ask-admin.ts";
import { runSimulator, type RunningSimulator } from "../support/running-simulator.ts";
import { grantScopes, revokeScopes, scopesToAskFor } from "../../../simulator/oauth/scopes.ts";

const optional = ["write_gift_cards", "write_store_credit_account_transactions"];

let simulator: RunningSimulator;
let token: string;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "scopes-"));
  const own = await readFile(join(import.meta.dirname, "../../../shopify.app.toml"), "utf8");
  const declared = own
    .replace(/optional_scopes = \[[^\]]*\]\n?/, "")
    .replace(/\n\[auth\]/, `optional_scopes = ${JSON.stringify(optional)}\n\n[auth]`);
  const toml = join(folder, "shopify.app.toml");
  await writeFile(toml, declared);
  simulator = await runSimulator({ toml });
  await simulator.control("POST", "/shops/test-shop/customers", { id: "5", email: "a@b.example" });
  token = (await exchangeToken(simulator)).access_token;
});

afterAll(async () => {
  await simulator.stop();
  await rm(folder, { recursive: true });
});

beforeEach(() => {
  revokeScopes(simulator.context, simulator.shop, optional);
  simulator.context.state.deliveries = [];
});

const ask = (query: string) => askAdmin(simulator, token, query);
const create = `mutation { giftCardCreate(input: { initialValue: "5.00" }) {
  giftCard { id } userErrors { message } } }`;
const credit = `mutation { storeCreditAccountCredit(id: "gid://shopify/Customer/5",
  creditInput: { creditAmount: { amount: "5.00", currencyCode: EUR } }) {
  storeCreditAccountTransaction { id } userErrors { message } } }`;
const revoke = (...scopes: string[]) =>
  ask(`mutation { appRevokeAccessScopes(scopes: ${JSON.stringify(scopes)}) {
    revoked { handle } userErrors { field code } } }`);

describe("an optional scope", () => {
  it.each([
    ["gift cards", create, "giftCardCreate", "write_gift_cards"],
    ["store credit", credit, "storeCreditAccountCredit", "write_store_credit_account_transactions"],
  ])("that is missing keeps an app from %s", async (_, mutation, field, scope) => {
    const reply = await ask(mutation);
    expect(reply.data).toEqual({ [field]: null });
    expect(reply.errors).toMatchObject([
      {
        message:
          `Access denied for ${field} field. ` + `Required access: \`${scope}\` access scope.`,
        path: [field],
        extensions: { code: "ACCESS_DENIED" },
      },
    ]);
  });

  it("is not there after installation, and works with the same token once it is granted", async () => {
    const { context, shop } = simulator;
    expect(shop.installation?.scopes).not.toContain("write_gift_cards");
    grantScopes(context, shop, ["write_gift_cards"]);
    expect((await ask(create)).data).toMatchObject({ giftCardCreate: { userErrors: [] } });
    const scopes = await ask(`{ currentAppInstallation { accessScopes { handle }
      app { optionalAccessScopes { handle } } } }`);
    expect(JSON.stringify(scopes.data)).toMatch(/accessScopes.*write_gift_cards.*optional/);
  });

  it("tells the app of every change, and of nothing where nothing changes", () => {
    const { context, shop } = simulator;
    const told = () => context.state.deliveries.map(({ topic }) => topic);
    grantScopes(context, shop, ["write_gift_cards"]);
    grantScopes(context, shop, ["write_gift_cards"]);
    expect(told()).toEqual(["app/scopes_update"]);
    expect(scopesToAskFor(context, shop, optional)).toEqual([optional[1]]);
  });

  it("is asked for only if it was declared", () => {
    const { context, shop } = simulator;
    expect(() => grantScopes(context, shop, ["write_products"])).toThrow(
      "Not declared as optional scopes of this app: write_products",
    );
  });
});

describe("giving scopes back", () => {
  it("ends what they allowed and is told", async () => {
    grantScopes(simulator.context, simulator.shop, optional);
    expect((await revoke("write_gift_cards")).data).toEqual({
      appRevokeAccessScopes: { revoked: [{ handle: "write_gift_cards" }], userErrors: [] },
    });
    expect((await ask(create)).errors?.[0]?.extensions?.code).toBe("ACCESS_DENIED");
    expect(simulator.shop.installation?.scopes).toContain(optional[1]);
  });

  it.each([
    ["required", "write_discounts", "CANNOT_REVOKE_REQUIRED_SCOPES"],
    ["unknown", "write_everything", "UNKNOWN_SCOPES"],
    ["implied by another", "read_gift_cards", "CANNOT_REVOKE_IMPLIED_SCOPES"],
    ["not declared", "write_products", "CANNOT_REVOKE_UNDECLARED_SCOPES"],
  ])("is refused for one that is %s", async (_, scope, code) => {
    grantScopes(simulator.context, simulator.shop, optional);
    expect((await revoke(scope)).data).toEqual({
      appRevokeAccessScopes: { revoked: null, userErrors: [{ field: ["scopes"], code }] },
    });
    expect(simulator.shop.installation?.scopes).toEqual(expect.arrayContaining(optional));
  });
});

describe("the frame of the app", () => {
  const post = (step: string, scopes: unknown, site = "same-origin") =>
    fetch(`${simulator.origin}/admin/store/test-shop/app-scopes/${step}`, {
      method: "POST",
      headers: { "sec-fetch-site": site },
      body: JSON.stringify({ scopes }),
    });

  it("is told in words what the merchant is to be asked for, and carries the answer", async () => {
    const wish = (await (await post("wish", optional)).json()) as { missing: unknown };
    expect(wish.missing).toEqual([
      { scope: "write_gift_cards", words: "Create and change gift cards" },
      { scope: optional[1], words: "Give store credit and take it back" },
    ]);
    expect(simulator.shop.installation?.scopes).not.toContain("write_gift_cards");
    const granted = await (await post("grant", optional)).json();
    expect(granted).toMatchObject({ detail: { optional } });
    expect(simulator.shop.installation?.scopes).toEqual(expect.arrayContaining(optional));
    const back = await (await post("revoke", ["write_discounts"])).json();
    expect(back).toEqual({ error: "Scopes that are declared as required cannot be revoked." });
  });

  it("grants nothing to another page, and nothing that was not declared", async () => {
    expect((await post("grant", optional, "cross-site")).status).toBe(403);
    expect((await post("grant", ["write_products"])).status).toBe(422);
    expect(simulator.shop.installation?.scopes).not.toContain("write_gift_cards");
  });
});
