// Invitations to tiers on the member's page, and the record of what was done about the tier.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { ProgramDocumentInput } from "../../../app/core/program/document.ts";
import { saveProgram } from "../../../app/usecases/save-program.ts";
import { answerInvitation } from "../../../app/usecases/tiers/answer-invitation.ts";
import { bearerRequest, routeArguments, thrownResponse } from "../../support/admin-requests.ts";
import { type AdminStore, onlyMemberId, openStore, placeOrder } from "../../support/admin-store.ts";
import { createTestDatabase, type TestDatabase } from "../../support/database.ts";
import { PLACED_AT, PROGRAM_INPUT } from "../../support/order-builder.ts";
import { type ShopifyStandIn, startShopifyStandIn } from "../../support/shopify-stand-in.ts";

const NOW = new Date("2026-03-01T21:00:00Z");

let shopify: ShopifyStandIn;
let database: TestDatabase;
let store: AdminStore;
let memberId: string;
let page: typeof import("../../../app/routes/app.members.$id.tsx");

const everybody = { anyOf: [{ allOf: [] }] };
const richest = { anyOf: [{ allOf: [{ counter: "spend" as const, atLeast: "1000000" }] }] };
const [silver, vip, gold] = [
  { id: "silver", name: "Silver", enter: everybody },
  { id: "vip", name: "VIP", entry: "invitation" as const, entryPoints: "40" },
  { id: "gold", name: "Gold", enter: richest },
];
const TIERED: ProgramDocumentInput = { ...PROGRAM_INPUT, tiers: { list: [silver, vip, gold] } };

beforeAll(async () => {
  shopify = await startShopifyStandIn();
  database = await createTestDatabase();
  page = await import("../../../app/routes/app.members.$id.tsx");
});
afterAll(async () => {
  await database.drop();
  await shopify.stop();
});
beforeEach(async () => {
  await database.ownerPool.query(
    "truncate session, shop, member, order_state, journal_entry, outbox_message cascade",
  );
  shopify.setClock(NOW);
  store = await openStore(database);
  await follow(TIERED, PLACED_AT);
  await placeOrder(store);
  memberId = await onlyMemberId(database, store);
});

async function follow(document: ProgramDocumentInput, now: number): Promise<void> {
  const { shopId, versionId: baseVersionId } = store;
  const saved = await saveProgram({ shopId, document, baseVersionId, actor: "system", now });
  if (saved.outcome !== "saved") throw new Error(`It was not saved: ${saved.outcome}`);
  store.versionId = saved.versionId;
}

const open = async () => {
  const request = await bearerRequest(`/app/members/${memberId}`, { handle: store.handle });
  return page.loader(routeArguments(request, { id: memberId }));
};
const send = async (json: unknown, handle = store.handle) => {
  const request = await bearerRequest(`/app/members/${memberId}`, { handle, json });
  return page.action(routeArguments(request, { id: memberId }));
};
const invite = (values: object = {}) =>
  send({ intent: "invite", values: { tierId: "vip", through: "", ...values } });
const answering = (given: string) => ({
  intent: "answer_invitation",
  tierId: "vip",
  invitedAt: NOW.toISOString(),
  answer: given,
});
const answer = (given: string) => send(answering(given));
const change = (text: string) => database.ownerPool.query(`${text} where id = $1`, [memberId]);
const heldId = async () => (await open()).tier?.held?.id;

describe("inviting a member", () => {
  it("is offered for tiers above the member's that are entered by invitation", async () => {
    expect((await open()).invitations).toEqual({
      open: [],
      runOut: [],
      invitable: [{ id: "vip", name: "VIP" }],
    });
    await change("update member set tier_id = 'gold'");
    expect((await open()).invitations).toEqual({ open: [], runOut: [], invitable: [] });
  });

  it("stands open with its dates, and moves nobody", async () => {
    expect(await invite({ through: "2026-06-30" })).toEqual({ outcome: "invited" });
    const { invitations, tier } = await open();
    expect(invitations?.open).toEqual([
      { tierId: "vip", name: "VIP", invitedAt: NOW, through: "2026-06-30", worthless: null },
    ]);
    expect(tier?.held?.id).toBe("silver");
  });

  it.each([
    ["tierId", { tierId: "gold" }],
    ["tierId", { tierId: "lead" }],
    ["through", { through: "soon" }],
    ["through", { through: "2026-02-28" }],
  ])("names the problem beside %s: %j", async (field, values) => {
    expect(await invite(values)).toEqual({
      outcome: "invitation_invalid",
      problems: { [field]: expect.any(String) },
    });
    expect((await open()).invitations?.open).toEqual([]);
  });

  it.each([
    ["holds the tier", "vip", "The member is in this tier already"],
    ["holds a higher tier", "gold", "The member is in a higher tier already"],
  ])("is refused where the member %s", async (_, tierId, sentence) => {
    await change(`update member set tier_id = '${tierId}'`);
    expect(await invite()).toEqual({
      outcome: "invitation_invalid",
      problems: { tierId: sentence },
    });
  });

  it("is refused without tiers", async () => {
    await follow({ ...TIERED, tiers: null }, PLACED_AT + 1);
    expect(await invite()).toMatchObject({ outcome: "invitation_invalid" });
    expect((await open()).invitations).toBeNull();
  });
});

describe("an open invitation", () => {
  it.each([
    ["accepted", "vip"],
    ["declined", "silver"],
    ["withdrawn", "silver"],
  ])("is %s on the page, once", async (given, tierId) => {
    await invite();
    const said = { outcome: "invitation_answered", answer: given };
    expect(await answer(given)).toEqual(said);
    expect(await answer(given)).toEqual(said);
    const { tier, invitations, tierHistory } = await open();
    expect(tier?.held?.id).toBe(tierId);
    expect(invitations?.open).toEqual([]);
    expect(
      tierHistory.map((event) => [event.actor, event.kind === "acted" && event.action]),
    ).toEqual([
      ["merchant:12345", `tier_invitation_${given}`],
      ["merchant:12345", "tier_invitation_sent"],
      ["system", false],
    ]);
  });

  it("that the member has answered meanwhile is refused in a sentence", async () => {
    await invite();
    await answerInvitation({
      shopId: store.shopId,
      memberId,
      tierId: "vip",
      invitedAt: NOW.getTime(),
      answer: "declined",
      actor: "shopper",
      now: NOW.getTime() + 1,
    });
    expect(await answer("accepted")).toEqual({
      outcome: "invitation_refused",
      message: expect.stringContaining("meanwhile"),
    });
    expect((await open()).tierHistory[0]).toMatchObject({
      actor: "shopper",
      action: "tier_invitation_declined",
    });
  });

  it("says why it is worth nothing any more, cannot be accepted, and can be withdrawn", async () => {
    await invite();
    await change("update member set tier_id = 'gold'");
    expect((await open()).invitations?.open).toMatchObject([{ worthless: "already_higher" }]);
    expect(await answer("accepted")).toMatchObject({
      message: "The member is in a higher tier by now.",
    });
    await change("update member set tier_id = 'silver'");
    await follow({ ...TIERED, tiers: { list: [silver, gold] } }, PLACED_AT + 1);
    expect((await open()).invitations?.open).toMatchObject([
      { name: "vip", worthless: "not_by_invitation" },
    ]);
    expect(await answer("accepted")).toMatchObject({ outcome: "invitation_refused" });
    expect(await answer("withdrawn")).toMatchObject({ outcome: "invitation_answered" });
  });

  it("has run out after its last day, and another one can be made", async () => {
    await invite({ through: "2026-03-01" });
    shopify.setClock(new Date("2026-03-02T21:00:00Z"));
    expect((await open()).invitations).toMatchObject({
      open: [],
      runOut: [{ name: "VIP", through: "2026-03-01" }],
      invitable: [{ id: "vip" }],
    });
    expect(await answer("accepted")).toMatchObject({ outcome: "invitation_refused" });
    expect(await heldId()).toBe("silver");
    await invite({ through: "2026-04-30" });
    expect((await open()).invitations).toMatchObject({
      open: [{ through: "2026-04-30", worthless: null }],
      runOut: [],
    });
  });
});

describe("another store", () => {
  it("can neither invite nor answer, and changes nothing", async () => {
    const other = await openStore(database, "northwind-tea");
    await invite();
    const all = [
      { intent: "invite", values: { tierId: "vip", through: "2026-06-30" } },
      ...["accepted", "declined", "withdrawn"].map((given) => answering(given)),
    ];
    for (const json of all) {
      expect((await thrownResponse(send(json, other.handle))).status).toBe(404);
    }
    expect((await open()).invitations?.open).toMatchObject([{ through: null, worthless: null }]);
    expect(await heldId()).toBe("silver");
  });

  it.each([
    { intent: "answer_invitation", tierId: "vip", invitedAt: "soon", answer: "accepted" },
    { intent: "answer_invitation", tierId: "vip", answer: "accepted" },
    { intent: "invite", values: { tierId: "vip" } },
  ])("and nobody sends %j", async (json) => {
    expect((await thrownResponse(send(json))).status).toBe(400);
  });
});

describe("the record of the tier", () => {
  it("tells the newest first: what the program did, and what staff did, with their reason", async () => {
    await send({
      intent: "set_tier",
      values: { tierId: "gold", through: "2026-06-30", reason: "A friend of the house" },
    });
    const { tierHistory } = await open();
    expect(tierHistory).toMatchObject([
      {
        kind: "acted",
        action: "tier_set",
        tierId: "gold",
        through: "2026-06-30",
        words: "A friend of the house",
        actor: "merchant:12345",
      },
      { kind: "moved", reason: "earned", fromTierId: null, toTierId: "silver", actor: "system" },
    ]);
  });
});
