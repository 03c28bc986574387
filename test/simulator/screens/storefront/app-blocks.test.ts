// Where and how the app's blocks appear on the storefront.
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { addCredit, openCreditAccount } from "../../../../simulator/actions/store-credit.ts";
import type { Metafield } from "../../../../simulator/model.ts";
import { installApp, uninstallApp } from "../../../../simulator/oauth/installation.ts";
import { ownerMetafields } from "../../../../simulator/screens/storefront/liquid-metafields.ts";
import {
  blockTemplates,
  placeBlock,
  switchEmbed,
} from "../../../../simulator/screens/theme-settings.ts";
import { gid } from "../../../../simulator/world.ts";
import { STORE, readable, required, runScreens } from "../support/running-screens.ts";
import type { Screens, Visitor } from "../support/running-screens.ts";

let screens: Screens;

beforeAll(async () => {
  screens = await runScreens();
});

afterAll(() => screens.stop());

afterEach(() => {
  for (const handle of ["launcher", "broken"]) switchEmbed(screens.shop, handle, false);
});

function setMetafield(ownerId: string, namespace: string, key: string, value: string): void {
  const at = screens.context.now().toISOString();
  const type = key === "balance" ? "number_integer" : "json";
  const metafield: Metafield = {
    id: `${ownerId}/${key}`,
    ownerId,
    namespace,
    key,
    type,
    value,
    digest: "",
    createdAt: at,
    updatedAt: at,
  };
  screens.shop.metafields.set(`${ownerId}/${namespace}/${key}`, metafield);
}

async function signedIn(): Promise<Visitor> {
  const visitor = screens.visitor(STORE);
  await visitor.post("/account/login", { email: "ana@example.com" });
  return visitor;
}

describe("an app embed", () => {
  it("and its script are absent until the merchant switches it on", async () => {
    const visitor = screens.visitor(STORE);
    expect((await visitor.get("/")).body).not.toContain("data-launcher");
    expect((await visitor.get("/")).body).not.toContain("launcher.js");
    switchEmbed(screens.shop, "launcher", true);
    const { body } = await visitor.get("/products/mug");
    expect(body).toMatch(/<button type="button" data-launcher[^>]*>Rewards<\/button>/);
    expect(body.indexOf("data-launcher")).toBeGreaterThan(body.indexOf("</main>"));
    const scripts = body.match(/<script src="\/extensions\/theme\/assets\/launcher\.js\?v=\w+"/g);
    expect(scripts).toHaveLength(1);
    expect(body).toMatch(/launcher\.js\?v=\w+" defer="defer"/);
  });

  it("stays away from checkout pages", async () => {
    switchEmbed(screens.shop, "launcher", true);
    const visitor = screens.visitor(STORE);
    await visitor.get("/");
    await visitor.post("/cart/add", { id: screens.mug.id });
    const { headers } = await visitor.get("/checkout");
    expect((await visitor.get(required(headers.location))).body).not.toContain("data-launcher");
  });

  it("whose Liquid is wrong shows the error in its place and spares the page", async () => {
    const silenced = vi.spyOn(console, "error").mockImplementation(() => undefined);
    switchEmbed(screens.shop, "broken", true);
    const { status, body } = await screens.visitor(STORE).get("/");
    expect(status).toBe(200);
    expect(readable(body)).toMatch(/Favourites.*Liquid error \(blocks\/broken\.liquid\)/);
    expect(silenced).toHaveBeenCalledOnce();
    silenced.mockRestore();
  });

  it("vanishes with the app", async () => {
    switchEmbed(screens.shop, "launcher", true);
    uninstallApp(screens.context, screens.shop);
    expect((await screens.visitor(STORE).get("/")).body).not.toContain("data-launcher");
    installApp(screens.context, screens.shop);
    expect((await screens.visitor(STORE).get("/")).body).toContain("data-launcher");
  });
});

describe("an app block", () => {
  it("that is a page of its own stands nowhere until the merchant puts it somewhere", () => {
    const schema = { name: "Page", target: "section", settings: [] };
    const page = { handle: "loyalty-page", schema } as unknown as Parameters<
      typeof blockTemplates
    >[1];
    expect(blockTemplates(screens.shop, page)).toEqual([]);
    placeBlock(screens.shop, page.handle, ["cart"]);
    expect(blockTemplates(screens.shop, page)).toEqual(["cart"]);
  });

  it("stands on home and account first, and where the merchant puts it", async () => {
    const visitor = await signedIn();
    const has = async (path: string): Promise<boolean> =>
      (await visitor.get(path)).body.includes('class="balance"');
    expect([await has("/"), await has("/account"), await has("/products/mug")]).toEqual([
      true,
      true,
      false,
    ]);
    placeBlock(screens.shop, "balance", ["product", "cart"]);
    expect([await has("/"), await has("/products/mug")]).toEqual([false, true]);
    expect(await has("/cart"), "its schema keeps it off the cart").toBe(false);
    placeBlock(screens.shop, "balance", ["index", "customers/account"]);
  });

  it("is wrapped and styled as Shopify does it", async () => {
    const { body } = await screens.visitor(STORE).get("/");
    expect(body).toMatch(/class="shopify-block shopify-app-block balance-block"/);
    expect(body).toMatch(/<link\s+href="\/extensions\/theme\/assets\/balance\.css\?v=\w+"/);
  });

  it("stands in a section that scripts can ask for alone", async () => {
    const visitor = await signedIn();
    const { body } = await visitor.get("/?section_id=template--apps");
    expect(body).toMatch(/^<div\s+id="shopify-section-template--apps"/);
    expect(body).toContain('class="balance"');
    expect(body).not.toContain("<main");
    expect((await visitor.get("/?section_id=another")).status).toBe(404);
  });

  it("sees the visitor, the language and the app's own metafields", async () => {
    const { app } = screens.context;
    const owner = gid("Customer", screens.ana.id);
    setMetafield(owner, `app--${app.apiClientId}`, "balance", "1");
    const guest = readable((await screens.visitor(STORE).get("/")).body);
    expect(guest).toContain("Join us");
    const { body } = await (await signedIn()).get("/de");
    expect(readable(body)).toMatch(/Hello, Ana.*1 Punkt 0,00/);
    expect(body).toContain('data-locale="de" data-root="/de"');
  });

  it("reads no metafield that its definition hides from the storefront", async () => {
    const definition = required(
      screens.shop.metafieldDefinitions.find(({ key }) => key === "balance"),
    );
    definition.storefrontAccess = "NONE";
    const page = readable((await (await signedIn()).get("/")).body);
    expect(page).toContain("Translation missing: en.balance.points");
    definition.storefrontAccess = "PUBLIC_READ";
  });

  it("reads what is the merchant's own without a definition", () => {
    const owner = gid("Customer", screens.ana.id);
    setMetafield(owner, "facts", "birth_date", '"1990-03-01"');
    const { facts } = ownerMetafields(screens.context, screens.shop, owner);
    expect(facts?.["birth_date"]?.value).toBe("1990-03-01");
  });

  it("reads the store credit of a customer who has some", async () => {
    const visitor = await signedIn();
    expect(readable((await visitor.get("/")).body)).not.toContain("Credit €");
    const account = openCreditAccount(screens.context, screens.shop, screens.ana.id, "EUR");
    addCredit(screens.context, account, { amountMinor: 725 });
    expect(readable((await visitor.get("/")).body)).toContain("Credit €7.25");
    screens.shop.creditAccounts.clear();
  });

  it("and embed read what belongs to the installation", async () => {
    const ownerId = gid("AppInstallation", required(screens.shop.installation).id);
    setMetafield(ownerId, "loyalty", "program", JSON.stringify({ pointsName: "<Stars>" }));
    switchEmbed(screens.shop, "launcher", true);
    const { body } = await screens.visitor(STORE).get("/");
    expect(body).toContain('data-points-name="&lt;Stars&gt;"');
  });
});

describe("assets of the extension", () => {
  it("are compressed and kept for a year under their version", async () => {
    const visitor = screens.visitor(STORE);
    const address = required(
      /\/extensions\/theme\/assets\/[^"]+/.exec((await visitor.get("/")).body),
    );
    const brotli = await visitor.get(address[0], { "accept-encoding": "gzip, br" });
    expect(brotli.headers["content-encoding"]).toBe("br");
    expect(brotli.headers["cache-control"]).toBe("public, max-age=31536000, immutable");
    const plain = await visitor.get("/extensions/theme/assets/balance.css");
    expect(plain.headers["cache-control"]).toContain("must-revalidate");
    expect(plain.body).toContain(".balance");
    const again = await visitor.get("/extensions/theme/assets/balance.css", {
      "if-none-match": required(plain.headers.etag),
    });
    expect(again.status).toBe(304);
    expect(
      (await visitor.get("/extensions/theme/assets/..%2Fblocks%2Fbalance.liquid")).status,
    ).toBe(404);
  });
});
