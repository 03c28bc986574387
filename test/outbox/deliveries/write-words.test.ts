// The merchant's words for extensions that the app has not answered: a metafield of the shop, with
// a definition that lets extensions read it.
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { saveProgram } from "../../../app/usecases/save-program.ts";
import { findMetafield } from "../../../simulator/actions/metafields.ts";
import { resolveNamespace } from "../../../simulator/app-declaration.ts";
import { readExtensions } from "../../../simulator/extension-host/declared-extensions.ts";
import { gid } from "../../../simulator/world.ts";
import { type TestDatabase, createTestDatabase } from "../../support/database.ts";
import { PROGRAM_INPUT } from "../../support/order-builder.ts";
import { insertShop } from "../../support/shops.ts";
import {
  type SimulatedShop,
  deliverOnce,
  startSimulatedShop,
} from "../../support/simulated-shop.ts";

let db: TestDatabase;
let world: SimulatedShop;
let shopId: bigint;
let versionId: string | null = null;

beforeAll(async () => {
  db = await createTestDatabase();
  world = await startSimulatedShop();
  shopId = await insertShop(db.pool, { domain: world.shop.domain });
  await world.signIn();
});
afterAll(async () => {
  await world.stop();
  await db.drop();
});
beforeEach(() => {
  world.shop.metafields.clear();
});

const german = (key: string, text: string) => ({ language: "de" as const, key, text });
const title = german("checkout.title", "Bohnen");
const VALUE = '{"de":{"checkout.title":"Bohnen"}}';

/** Puts a program with those texts into force, and publishes it. */
async function publish(texts: readonly ReturnType<typeof german>[]) {
  const saved = await saveProgram({
    shopId,
    document: { ...PROGRAM_INPUT, texts: [...texts] },
    baseVersionId: versionId,
    actor: "system",
    now: Date.now(),
    activeFrom: 0,
  });
  if (saved.outcome !== "saved") throw new Error(`The program was not saved: ${saved.outcome}`);
  ({ versionId } = saved);
  return deliverOnce(shopId, "write_program", {});
}

const sent = { outcome: "sent" };
const words = () => {
  const namespace = resolveNamespace(world.simulator.context.app, "$app");
  return findMetafield(world.shop, gid("Shop", world.shop.id), namespace, "words");
};

test("they are published with the program, those alone that are said without an answer", async () => {
  expect(await publish([title, german("checkout.redeem", "Her damit")])).toEqual(sent);
  expect(words()).toMatchObject({ type: "json", value: VALUE });
});

test("a shop that never had any has no metafield of them", async () => {
  expect(await publish([german("redeem", "Her damit")])).toEqual(sent);
  expect(words()).toBeUndefined();
});

test("they go when the merchant takes them back", async () => {
  await publish([title]);
  expect(await publish([])).toEqual(sent);
  expect(words()).toMatchObject({ value: "{}" });
});

test("what stands there already is not written again", async () => {
  await publish([title]);
  const before = words();
  await publish([title, german("checkout.redeem", "Her damit")]);
  expect(words()).toBe(before);
});

test("they are written later where Shopify fails now", async () => {
  await world.fail("FetchShopWords", "http_500", "before");
  expect(await publish([title])).toMatchObject({ outcome: "retry" });
  expect(words()).toBeUndefined();
  expect(await deliverOnce(shopId, "write_program", {})).toEqual(sent);
  expect(words()).toMatchObject({ value: VALUE });
});

test("extensions may read them, and ask for them wherever Shopify gives any", () => {
  const namespace = resolveNamespace(world.simulator.context.app, "$app");
  const definition = world.shop.metafieldDefinitions.find(
    (one) => one.ownerType === "SHOP" && one.namespace === namespace && one.key === "words",
  );
  expect(definition).toMatchObject({ type: "json", storefrontAccess: "PUBLIC_READ" });
  const asking = readExtensions("extensions").filter(({ metafields }) =>
    metafields.some(({ namespace: asked, key }) => asked === "$app" && key === "words"),
  );
  expect(asking.map(({ folder }) => folder)).toEqual(["account", "checkout", "thank-you"]);
});
