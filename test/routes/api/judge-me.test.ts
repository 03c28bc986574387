// Webhooks of Judge.me about new reviews: signed in its way, and counted once.
import { createHmac } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type ApiAnswer, problemType, readAnswer } from "../../support/api-client.ts";
import { bodyFindings, operationOf } from "../../support/api-document.ts";
import { routeArguments } from "../../support/admin-requests.ts";
import { type TestIntegration, addIntegration } from "../../support/integrations.ts";
import { appUrl } from "../../support/shopify-stand-in.ts";
import { type ToldStore, openToldStore } from "../../support/told-store.ts";

let store: ToldStore;
let key: TestIntegration;
let route: typeof import("../../../app/routes/api.v1.reviews_.judge-me.$key.ts");

beforeAll(async () => {
  store = await openToldStore();
  route = await import("../../../app/routes/api.v1.reviews_.judge-me.$key.ts");
});
afterAll(() => store.close());
beforeEach(async () => {
  await store.empty();
  key = await addIntegration(store.shopId, { kind: "judge_me", scopes: ["reviews:write"] });
});

const review = {
  id: 918_273,
  title: "Smooth",
  rating: 5,
  product_external_id: 7_400_000_000_023,
  reviewer: { id: 1, email: "Ada@Example.com", name: "Ada L." },
};

interface Webhook {
  body?: unknown;
  secret?: string;
  name?: string;
  signature?: string;
}

async function deliver({ body = { review }, ...input }: Webhook = {}): Promise<ApiAnswer> {
  const { secret = key.secret, name = key.name } = input;
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const signature = createHmac("sha256", secret).update(text).digest("hex");
  const request = new Request(new URL(`/api/v1/reviews/judge-me/${name}`, appUrl), {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "judgeme-hmac-sha256": input.signature ?? signature,
    },
    body: text,
  });
  return readAnswer(request, await route.action(routeArguments(request, { key: name })));
}

describe("a webhook of Judge.me", () => {
  test("tells a review of whoever has the reviewer's address", async () => {
    expect(
      bodyFindings(operationOf("POST", `/api/v1/reviews/judge-me/${key.name}`), { review }),
    ).toEqual([]);
    expect(await deliver()).toMatchObject({ status: 202, json: { status: "received" } });
    expect(await store.told()).toMatchObject([
      { trigger: "review", subject: "918273", named: { email: "Ada@Example.com" } },
    ]);
  });

  test("counts once, whatever is said of the review later, or sent again", async () => {
    const first = await deliver();
    const edited = { review: { ...review, title: "Smoother" } };
    const again = [await deliver(), await deliver({ body: edited })];
    for (const answer of again) expect(answer).toMatchObject({ status: 202, json: first.json });
    expect(await store.told()).toHaveLength(1);
  });

  test.each([null, undefined, "", "nobody"])(
    "without an address (%j) is ignored",
    async (email) => {
      const anonymous = { review: { ...review, reviewer: { email } } };
      expect(await deliver({ body: anonymous })).toMatchObject({
        status: 200,
        json: { status: "ignored" },
      });
      expect(await store.told()).toEqual([]);
    },
  );

  test.each<[string, Webhook]>([
    ["signed with another secret", { secret: "rs_other" }],
    ["without a signature", { signature: "" }],
    ["to an address that is none", { name: "rk_1_0" }],
  ])("%s changes nothing", async (_, input) => {
    const answer = await deliver(input);
    expect(answer).toMatchObject({ status: 401, json: { type: problemType("unauthenticated") } });
    expect(await store.told()).toEqual([]);
  });

  test("is not let in by a key of the signed API", async () => {
    const other = await addIntegration(store.shopId);
    expect((await deliver({ name: other.name, secret: other.secret })).status).toBe(401);
  });

  test.each<[string, unknown, number]>([
    ["no JSON", "{", 400],
    ["no review", { product: {} }, 422],
    ["a review without an id", { review: { reviewer: review.reviewer } }, 422],
    ["too much", { review: { ...review, body: "x".repeat(262_144) } }, 413],
  ])("with %s is refused precisely", async (_, body, status) => {
    expect((await deliver({ body })).status).toBe(status);
    expect(await store.told()).toEqual([]);
  });
});
