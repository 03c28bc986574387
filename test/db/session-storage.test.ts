// What Shopify's library expects of any session storage, and what ours promises beyond it.
import { Session } from "@shopify/shopify-api";
import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { PostgresSessionStorage } from "../../app/db/session-storage.ts";
import { TokenCipher } from "../../app/db/token-cipher.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";

const key = randomBytes(32);
const storage = new PostgresSessionStorage(new TokenCipher(key));
const HOUR_MS = 3_600_000;

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  await database.ownerPool.query("truncate session");
});
afterAll(() => database.drop());

type SessionInput = Partial<ConstructorParameters<typeof Session>[0]>;

function buildSession(fields: SessionInput = {}): Session {
  return new Session({
    id: "offline_harbour-coffee.myshopify.com",
    shop: "harbour-coffee.myshopify.com",
    state: "",
    isOnline: false,
    scope: "read_customers,read_orders",
    accessToken: "shpat_access",
    ...fields,
  });
}

const staff = {
  expires_in: 86_399,
  associated_user_scope: "read_orders",
  associated_user: {
    id: 902_541_635,
    first_name: "Ada",
    last_name: "Lovelace",
    email: "ada@example.com",
    email_verified: true,
    account_owner: true,
    locale: "en",
    collaborator: false,
  },
};

describe("any kind of session", () => {
  const kinds: [string, SessionInput][] = [
    ["offline without an end", {}],
    ["offline that expires", { expires: new Date(Date.now() + HOUR_MS) }],
    [
      "offline with a refresh token",
      {
        expires: new Date(Date.now() + HOUR_MS),
        refreshToken: "shprt_refresh",
        refreshTokenExpires: new Date(Date.now() + 2_160 * HOUR_MS),
      },
    ],
    ["without a token yet", { accessToken: undefined as never, state: "4711" }],
    ["online with staff details", { isOnline: true, onlineAccessInfo: staff }],
    ["with a very long list of scopes", { scope: "read_something_long,".repeat(60) }],
    ["with an end that is null", { expires: null as never }],
  ];

  it.each(kinds)("comes back as it was stored: %s", async (_name, fields) => {
    const session = buildSession(fields);
    expect(await storage.storeSession(session)).toBe(true);
    const loaded = await storage.loadSession(session.id);
    expect(session.equals(loaded)).toBe(true);
    expect(loaded?.refreshToken).toBe(session.refreshToken);
    expect(loaded?.refreshTokenExpires).toEqual(session.refreshTokenExpires);
    expect(await storage.deleteSession(session.id)).toBe(true);
    expect(await storage.loadSession(session.id)).toBeUndefined();
  });

  it("is active after loading when its token has not expired", async () => {
    await storage.storeSession(buildSession({ expires: new Date(Date.now() + HOUR_MS) }));
    const loaded = await storage.loadSession(buildSession().id);
    expect(loaded?.isActive("read_orders")).toBe(true);
  });

  it("is stored although it carries fields that nobody knows", async () => {
    const session = buildSession();
    Object.assign(session, { unheardOf: "value" });
    await storage.storeSession(session);
    expect(session.equals(await storage.loadSession(session.id))).toBe(true);
  });

  it("is replaced as a whole when it is stored again", async () => {
    await storage.storeSession(buildSession({ refreshToken: "first", scope: "read_orders" }));
    const renewed = buildSession({ accessToken: "renewed" });
    await storage.storeSession(renewed);
    const loaded = await storage.loadSession(renewed.id);
    expect(loaded?.accessToken).toBe("renewed");
    expect(loaded?.refreshToken).toBeUndefined();
  });

  it("loses its token when the library stores it without one", async () => {
    const session = buildSession();
    await storage.storeSession(session);
    session.accessToken = undefined as never;
    await storage.storeSession(session);
    expect((await storage.loadSession(session.id))?.accessToken).toBeUndefined();
  });
});

describe("several sessions", () => {
  beforeEach(async () => {
    for (const [id, shop] of [
      ["1", "harbour-coffee.myshopify.com"],
      ["2", "northwind-tea.myshopify.com"],
      ["3", "harbour-coffee.myshopify.com"],
    ] as const) {
      await storage.storeSession(buildSession({ id, shop }));
    }
  });

  it("are found by their shop, and only by it", async () => {
    const found = await storage.findSessionsByShop("harbour-coffee.myshopify.com");
    expect(found.map((session) => session.id)).toEqual(["1", "3"]);
    expect(await storage.findSessionsByShop("nobody.myshopify.com")).toEqual([]);
  });

  it("are deleted by their ids, and only those", async () => {
    expect(await storage.deleteSessions(["1", "3", "not-there"])).toBe(true);
    expect(await storage.findSessionsByShop("harbour-coffee.myshopify.com")).toEqual([]);
    expect(await storage.loadSession("2")).toBeDefined();
  });

  it("answer nothing for an unknown id, and deleting it is no fault", async () => {
    expect(await storage.loadSession("not-there")).toBeUndefined();
    expect(await storage.deleteSession("not-there")).toBe(true);
    expect(await storage.deleteSessions([])).toBe(true);
  });
});

describe("at rest", () => {
  const secrets = buildSession({
    refreshToken: "shprt_refresh",
    isOnline: true,
    onlineAccessInfo: staff,
  });

  it("neither tokens nor staff details can be read in the database", async () => {
    await storage.storeSession(secrets);
    const { rows } = await database.ownerPool.query("select s::text as row from session s");
    const stored: string = rows[0].row;
    for (const secret of ["shpat_access", "shprt_refresh", "Lovelace", "ada@example.com"]) {
      expect(stored).not.toContain(secret);
    }
  });

  it("after a rotation of the key, a session moves to the new key when it is first read", async () => {
    await storage.storeSession(secrets);
    const rotated = randomBytes(32);
    const both = new PostgresSessionStorage(new TokenCipher(rotated, key));
    expect(secrets.equals(await both.loadSession(secrets.id))).toBe(true);
    const onlyNew = new PostgresSessionStorage(new TokenCipher(rotated));
    expect(secrets.equals(await onlyNew.loadSession(secrets.id))).toBe(true);
  });

  it("a session whose key is gone has no token, so that a new one is asked for", async () => {
    await storage.storeSession(secrets);
    const stranger = new PostgresSessionStorage(new TokenCipher(randomBytes(32)));
    const loaded = await stranger.loadSession(secrets.id);
    expect(loaded?.accessToken).toBeUndefined();
    expect(loaded?.isActive(undefined)).toBe(false);
  });

  it("a token copied into another shop's session is refused", async () => {
    await storage.storeSession(buildSession({ id: "1" }));
    await storage.storeSession(buildSession({ id: "2", accessToken: "other" }));
    await database.ownerPool.query(
      "update session set access_token = (select access_token from session where id = '1') where id = '2'",
    );
    await expect(storage.loadSession("2")).rejects.toThrow(/authenticate/);
  });
});
