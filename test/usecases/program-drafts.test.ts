// Drafts are worked on beside the version in force, by one merchant at a time.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadActiveProgram } from "../../app/queries/program.ts";
import { discardProgramDraft } from "../../app/usecases/discard-program-draft.ts";
import { MAX_PROGRAM_DRAFTS, saveProgramDraft } from "../../app/usecases/save-program-draft.ts";
import { saveProgram } from "../../app/usecases/save-program.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { PLACED_AT } from "../support/order-builder.ts";
import {
  MERCHANT,
  activate,
  activeVersion,
  auditTrail,
  beginDraft,
  rated,
  schedule,
  storedVersions,
} from "../support/program-versions.ts";
import { createShop } from "../support/shop.ts";
import type { TestShop } from "../support/shop.ts";

const NOW = PLACED_AT;

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

function edit(shop: TestShop, id: string, revision: number, pointsPerUnit = "7") {
  return saveProgramDraft({
    shopId: shop.id,
    draft: { id, revision },
    document: rated(pointsPerUnit),
    name: "Renamed",
    notes: "For the summer",
    actor: MERCHANT,
    now: NOW,
  });
}

function discard(shop: TestShop, draftId: string, revision = 0) {
  return discardProgramDraft({ shopId: shop.id, draftId, revision, actor: MERCHANT, now: NOW });
}

describe("a draft", () => {
  test("changes nothing that is in force", async () => {
    const shop = await createShop(db);
    const base = await activeVersion(shop);
    await beginDraft(shop, "9", NOW);
    expect((await loadActiveProgram(shop.id, new Date(NOW)))?.versionId).toBe(base);
    const [first, draft] = await storedVersions(shop);
    expect(first).toMatchObject({ status: "active", active_until: null });
    expect(draft).toMatchObject({
      number: 2,
      status: "draft",
      name: "At 9",
      base_version_id: base,
      active_from: null,
    });
    expect(await auditTrail(shop)).toEqual([
      "system program_saved 1",
      `${MERCHANT} program_draft_begun 2`,
    ]);
  });

  test("may be the first thing that a shop has", async () => {
    const shop = await createShop(db, { program: null });
    const draftId = await beginDraft(shop, "9", NOW);
    expect(await activate(shop, { draftId, baseVersionId: null, now: NOW })).toMatchObject({
      outcome: "activated",
      number: 1,
      activeUntil: null,
    });
  });

  test("is edited as often as one likes", async () => {
    const shop = await createShop(db);
    const id = await beginDraft(shop, "9", NOW);
    expect(await edit(shop, id, 0)).toEqual({
      outcome: "saved",
      versionId: id,
      number: 2,
      revision: 1,
    });
    expect(await edit(shop, id, 1, "8")).toMatchObject({ outcome: "saved", revision: 2 });
    expect((await storedVersions(shop))[1]).toMatchObject({
      name: "Renamed",
      notes: "For the summer",
      revision: 2,
      document: { earning: { pointsPerUnit: "8" } },
    });
  });

  test("is not overwritten by who saw an older one", async () => {
    const shop = await createShop(db);
    const id = await beginDraft(shop, "9", NOW);
    const answers = await Promise.all([edit(shop, id, 0), edit(shop, id, 0)]);
    expect(answers.map(({ outcome }) => outcome).toSorted()).toEqual([
      "changed_meanwhile",
      "saved",
    ]);
    expect(await discard(shop, id, 0)).toEqual({ outcome: "changed_meanwhile" });
    const step = { draftId: id, baseVersionId: await activeVersion(shop), now: NOW };
    expect(await activate(shop, step)).toEqual({ outcome: "changed_meanwhile" });
  });

  test("is a program that can work", async () => {
    const shop = await createShop(db);
    const document = { ...rated("1"), earning: { perOrderCap: "5", perDayCap: "4" } };
    const common = { shopId: shop.id, name: null, notes: null, actor: MERCHANT, now: NOW };
    const saved = await saveProgramDraft({ ...common, draft: null, document });
    expect(saved).toMatchObject({ outcome: "invalid", problems: [{ path: "earning.perDayCap" }] });
  });

  test("is thrown away without a trace but in the audit", async () => {
    const shop = await createShop(db);
    const id = await beginDraft(shop, "9", NOW);
    expect(await discard(shop, id)).toEqual({ outcome: "discarded" });
    expect(await storedVersions(shop)).toHaveLength(1);
    expect(await discard(shop, id)).toEqual({ outcome: "not_a_draft" });
    expect(await edit(shop, id, 0)).toEqual({ outcome: "not_a_draft" });
    expect((await auditTrail(shop)).at(-1)).toBe(`${MERCHANT} program_draft_discarded 2`);
  });

  test("that came into force is neither edited nor thrown away", async () => {
    const shop = await createShop(db);
    const id = await beginDraft(shop, "9", NOW);
    const baseVersionId = await activeVersion(shop);
    await activate(shop, { draftId: id, baseVersionId, now: NOW });
    expect(await edit(shop, id, 0)).toEqual({ outcome: "not_a_draft" });
    expect(await discard(shop, id)).toEqual({ outcome: "not_a_draft" });
    const step = { draftId: id, baseVersionId: id, now: NOW, startsAt: "2027-01-01T00:00" };
    expect(await schedule(shop, step)).toEqual({ outcome: "not_a_draft" });
    expect(await activate(shop, step)).toEqual({ outcome: "not_a_draft" });
  });

  test("of another shop cannot be reached", async () => {
    const [shop, other] = [await createShop(db), await createShop(db)];
    const id = await beginDraft(other, "9", NOW);
    expect(await edit(shop, id, 0)).toEqual({ outcome: "not_a_draft" });
    expect(await discard(shop, id)).toEqual({ outcome: "not_a_draft" });
    expect(await storedVersions(other)).toHaveLength(2);
  });

  test("is one of few", async () => {
    const shop = await createShop(db, { program: null });
    for (let count = 0; count < MAX_PROGRAM_DRAFTS; count += 1) await beginDraft(shop, "9", NOW);
    await expect(beginDraft(shop, "9", NOW)).rejects.toThrow("too_many_drafts");
  });

  test("needs a shop", async () => {
    const step = { draftId: crypto.randomUUID(), revision: 0, actor: MERCHANT, now: NOW };
    expect(await discardProgramDraft({ shopId: 999_999n, ...step })).toEqual({
      outcome: "shop_not_found",
    });
    const document = rated("1");
    const common = { draft: null, document, name: null, notes: null, actor: MERCHANT, now: NOW };
    expect(await saveProgramDraft({ shopId: 999_999n, ...common })).toEqual({
      outcome: "shop_not_found",
    });
  });
});

describe("a draft put into force", () => {
  test("follows the version that the merchant compared it with, and no other", async () => {
    const shop = await createShop(db);
    const base = await activeVersion(shop);
    const draftId = await beginDraft(shop, "9", NOW);
    const command = { shopId: shop.id, actor: MERCHANT, now: NOW };
    await saveProgram({ ...command, document: rated("4"), baseVersionId: base });
    expect(await activate(shop, { draftId, baseVersionId: base, now: NOW })).toEqual({
      outcome: "changed_meanwhile",
    });
    const newBase = await activeVersion(shop);
    const activated = await activate(shop, { draftId, baseVersionId: newBase, now: NOW + 5 });
    expect(activated).toEqual({
      outcome: "activated",
      versionId: draftId,
      number: 2,
      activeUntil: null,
    });
    expect(await storedVersions(shop)).toMatchObject([
      { number: 1, status: "retired", active_until: new Date(NOW) },
      { number: 2, status: "active", active_from: new Date(NOW + 5), active_until: null },
      { number: 3, status: "retired", active_until: new Date(NOW + 5) },
    ]);
    expect(await shop.messages("write_program")).toHaveLength(1);
    expect((await auditTrail(shop)).at(-1)).toBe(`${MERCHANT} program_activated 2`);
  });

  test("is checked once more: the shop may have changed since", async () => {
    const shop = await createShop(db, { currency: "EUR" });
    const limits = { pointsPerUnit: "1", minimumOrderMinor: "5000", perOrderCap: "100" };
    const saved = await saveProgramDraft({
      shopId: shop.id,
      draft: null,
      document: { ...rated("1"), earning: limits },
      name: null,
      notes: null,
      actor: MERCHANT,
      now: NOW,
    });
    if (saved.outcome !== "saved") throw new Error(saved.outcome);
    await db.pool.query("update shop set currency = 'JPY' where shop_id = $1", [shop.id]);
    const step = {
      draftId: saved.versionId,
      baseVersionId: await activeVersion(shop),
      now: NOW,
      startsAt: "2027-01-01T00:00",
    };
    const entered = { path: "", message: expect.stringMatching(/in EUR.*in JPY now/) };
    const problems = [entered, { path: "earning.perOrderCap" }];
    expect(await activate(shop, step)).toMatchObject({ outcome: "invalid", problems });
    expect(await schedule(shop, step)).toMatchObject({ outcome: "invalid", problems });
    // Whoever saves it again has seen its amounts in the store's own currency.
    const again = { shopId: shop.id, name: null, notes: null, actor: MERCHANT, now: NOW };
    const draft = { id: saved.versionId, revision: 0 };
    await saveProgramDraft({ ...again, draft, document: rated("1") });
    expect(await activate(shop, { ...step, revision: 1 })).toMatchObject({ outcome: "activated" });
  });
});
