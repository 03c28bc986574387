// Redeeming: one decision of the shopper is one redemption, whatever the network does.
import { describe, expect, test } from "vitest";
import { aBalance } from "../support/a-balance.ts";
import type { RedeemRefusal } from "../../widget/contract/redeem.ts";
import { createRequestKeys } from "../../widget/src/request-keys.ts";
import { aMemberAnswer, aReward, aSlider, aVoucher } from "./panel-answers.ts";
import { openModel } from "./open-model.ts";
import { PretendShop } from "./pretend-shop.ts";

const browserStorage = () => {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  };
  return { kept, storage };
};

const balanceOf = (shop: PretendShop) => shop.state.balance.available;

describe("redeeming", () => {
  test("asks before anything is sent", async () => {
    const shop = new PretendShop();
    const { model, step } = await openModel(shop);
    model.choose(aReward());
    expect(step()).toBe("confirm");
    expect(shop.requests).toEqual([]);
  });

  test("shows the code, takes the points off and tells the page", async () => {
    const shop = new PretendShop();
    const { model, step, announced } = await openModel(shop);
    model.choose(aReward());
    await model.confirm();
    expect(step()).toBe("issued");
    const { answer, redemption } = model.store.get();
    expect(answer).toMatchObject({ balance: { available: 20 } });
    expect(redemption).toMatchObject({ voucher: { code: "CODE-1" } });
    expect(announced).toContainEqual({
      name: "regulars:redeemed",
      detail: { code: "CODE-1", rewardId: "five-off", amount: aReward().amount },
    });
    expect(announced.at(-1)).toEqual({
      name: "regulars:balance",
      detail: aBalance({ available: 20 }),
    });
  });

  test("tells the page of a gift card, and its code to its owner alone", async () => {
    const shop = new PretendShop();
    const note = "€5 is on the card.";
    shop.vouchers.set(
      "key-1",
      aVoucher({ kind: "gift_card", name: "Card", code: "REGCARD", note }),
    );
    const { model, announced } = await openModel(shop);
    model.choose(aReward());
    await model.confirm();
    expect(model.store.get().redemption).toMatchObject({ voucher: { code: "REGCARD" } });
    expect(announced).toContainEqual({
      name: "regulars:redeemed",
      detail: { code: null, rewardId: "five-off", amount: aReward().amount },
    });
    expect(JSON.stringify(announced)).not.toContain("REGCARD");
  });

  test("of points for money sends the steps that were chosen, and what they come to", async () => {
    const answer = aMemberAnswer();
    const program = { ...answer.program, rewards: [aSlider()] };
    const shop = new PretendShop({ ...answer, program });
    const { model, step } = await openModel(shop);
    model.choose(aSlider());
    expect(model.store.get().redemption?.reward).toMatchObject({ points: 40, steps: 2 });
    model.choose(aSlider(), 5);
    await model.confirm();
    expect(shop.requests).toMatchObject([
      { rewardId: "slider", points: 100, amountMinor: 500, percent: null, steps: 5 },
    ]);
    expect(step()).toBe("issued");
  });

  test("a double click sends one request", async () => {
    const shop = new PretendShop();
    const { model } = await openModel(shop);
    model.choose(aReward());
    await Promise.all([model.confirm(), model.confirm()]);
    expect(shop.requests).toHaveLength(1);
    expect(balanceOf(shop)).toBe(20);
  });

  test("an answer lost on its way is asked for again under the same key, and nothing is taken twice", async () => {
    const shop = new PretendShop(aMemberAnswer({ balance: aBalance({ available: 220 }) }));
    shop.lostAnswers = 1;
    const { model, step } = await openModel(shop);
    model.choose(aReward());
    await model.confirm();
    expect(step()).toBe("unanswered");
    await model.confirm();
    expect(step()).toBe("issued");
    const keys = shop.requests.map(({ requestKey }) => requestKey);
    expect(keys).toEqual(["key-1", "key-1"]);
    expect(balanceOf(shop)).toBe(120);
  });

  test("the key outlives a reload of the page", async () => {
    const { storage, kept } = browserStorage();
    const shop = new PretendShop();
    shop.lostAnswers = 1;
    const before = await openModel(shop, storage);
    before.model.choose(aReward());
    await before.model.confirm();
    const after = await openModel(shop, storage);
    after.model.choose(aReward());
    await after.model.confirm();
    expect(after.step()).toBe("issued");
    expect(shop.vouchers.size).toBe(1);
    expect([...kept]).toEqual([]);
  });

  test("another customer in the same browser does not find the key", () => {
    const { storage } = browserStorage();
    const keyOf = (whose: string, key: string) =>
      createRequestKeys(
        storage,
        () => whose,
        () => key,
      ).keyFor("five-off");
    expect(keyOf("ana", "key-1")).toBe("key-1");
    expect(keyOf("bob", "key-2")).toBe("key-2");
    expect(keyOf("ana", "key-3")).toBe("key-1");
  });

  test("a key whose code has been given back since is not mistaken for a new code", async () => {
    const shop = new PretendShop();
    const { model } = await openModel(shop);
    shop.vouchers.set("key-1", aVoucher({ state: "returned" }));
    model.choose(aReward());
    await model.confirm();
    expect(model.store.get().redemption).toMatchObject({ reason: "request_key_reused" });
    model.choose(aReward());
    await model.confirm();
    expect(model.store.get().redemption).toMatchObject({ step: "issued" });
  });

  test("after a definite answer the next redemption has a key of its own", async () => {
    const shop = new PretendShop(aMemberAnswer({ balance: aBalance({ available: 220 }) }));
    const { model } = await openModel(shop);
    for (const _ of [1, 2]) {
      model.choose(aReward());
      await model.confirm();
    }
    expect(shop.requests.map(({ requestKey }) => requestKey)).toEqual(["key-1", "key-2"]);
    expect(balanceOf(shop)).toBe(20);
  });
});

describe("a code that is on its way", () => {
  test("is asked for with growing pauses until it is there", async () => {
    const shop = new PretendShop();
    shop.slowAnswers = 3;
    const { model, step, waits } = await openModel(shop);
    model.choose(aReward());
    await model.confirm();
    expect(step()).toBe("issued");
    expect(waits).toEqual([1_000, 2_000, 3_000]);
  });

  test("is not asked for for ever: the panel says that it takes longer", async () => {
    const shop = new PretendShop();
    shop.slowAnswers = 1_000;
    const { model, step, waits } = await openModel(shop);
    model.choose(aReward());
    await model.confirm();
    expect(step()).toBe("late");
    expect(waits.reduce((sum, delayMs) => sum + delayMs, 0)).toBeLessThan(60_000);
    expect(shop.vouchers.size).toBe(1);
  });

  test("arrives in the list even when the shopper has turned to something else", async () => {
    const shop = new PretendShop();
    shop.slowAnswers = 1;
    const { model, step } = await openModel(shop);
    model.choose(aReward());
    const redeeming = model.confirm();
    model.show("history");
    await redeeming;
    expect(step()).toBeUndefined();
    expect(model.store.get().answer).toMatchObject({ vouchers: [{ code: "CODE-1" }] });
  });
});

describe("a refusal", () => {
  test("of what has changed since it was shown brings the reward as it is now", async () => {
    const shop = new PretendShop();
    const { model } = await openModel(shop);
    const now = aReward({ points: 90 });
    shop.change(now);
    model.choose(aReward());
    await model.confirm();
    expect(shop.requests).toMatchObject([{ points: 100, amountMinor: 500 }]);
    expect(model.store.get()).toMatchObject({
      redemption: { step: "refused", reason: "reward_changed" },
      answer: { program: { rewards: [now] } },
    });
    model.choose(now);
    await model.confirm();
    expect(model.store.get().redemption).toMatchObject({ step: "issued" });
    expect(shop.requests[1]).toMatchObject({ points: 90, requestKey: "key-2" });
  });

  test.each<[RedeemRefusal, string]>([
    ["reward_changed", "key-2"],
    ["request_key_reused", "key-2"],
    ["temporarily_unavailable", "key-1"],
  ])("%s is shown, and the next attempt has %s", async (reason, nextKey) => {
    const shop = new PretendShop();
    shop.refusal = reason;
    const { model } = await openModel(shop);
    model.choose(aReward());
    await model.confirm();
    expect(model.store.get().redemption).toMatchObject({ step: "refused", reason });
    shop.refusal = undefined;
    model.choose(aReward());
    await model.confirm();
    expect(shop.requests.at(-1)?.requestKey).toBe(nextKey);
  });
});
