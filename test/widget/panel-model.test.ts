// The panel's model: loading, paging, copying, giving vouchers back.
import { describe, expect, test } from "vitest";
import { aBalance } from "../support/a-balance.ts";
import { openModel } from "./open-model.ts";
import { aMemberAnswer, aVoucher, anEntry } from "./panel-answers.ts";
import { PretendShop } from "./pretend-shop.ts";

const withVoucher = () => new PretendShop(aMemberAnswer({ vouchers: [aVoucher()] }));

describe("loading", () => {
  test("a failure can be tried again", async () => {
    const shop = new PretendShop();
    shop.isDown = true;
    const { model } = await openModel(shop);
    expect(model.store.get().status).toBe("failed");
    shop.isDown = false;
    await model.load();
    expect(model.store.get().status).toBe("ready");
  });

  test("a failing refresh leaves what is on the screen", async () => {
    const shop = new PretendShop();
    const { model } = await openModel(shop);
    shop.isDown = true;
    await model.load();
    expect(model.store.get()).toMatchObject({ status: "ready", answer: { audience: "member" } });
  });

  test("tells the page the member's balance", async () => {
    const { announced } = await openModel(new PretendShop());
    expect(announced).toEqual([{ name: "regulars:balance", detail: aBalance() }]);
  });

  test("two panels share nothing", async () => {
    const shop = new PretendShop();
    const [one, other] = [await openModel(shop), await openModel(shop)];
    one.model.show("history");
    expect(other.model.store.get().view).toBe("home");
  });
});

describe("history", () => {
  const paged = () =>
    new PretendShop(aMemberAnswer({ history: { entries: [anEntry()], nextCursor: "c1" } }));

  test("older entries are added below", async () => {
    const { model, loadMore } = await openModel(paged());
    await model.bring("activity");
    await Promise.all([loadMore(), loadMore()]);
    const { answer } = model.store.get();
    const history = answer?.audience === "member" ? answer.history : undefined;
    expect(history?.entries.map(({ id }) => id)).toEqual(["entry-1", "after-c1"]);
    expect(history?.nextCursor).toBeNull();
  });

  test("a page that fails can be asked for again", async () => {
    const shop = paged();
    const { model, loadMore } = await openModel(shop);
    await model.bring("activity");
    shop.isDown = true;
    await loadMore();
    expect(model.store.get().paging).toBe("failed");
    shop.isDown = false;
    await loadMore();
    expect(model.store.get().paging).toBe("idle");
  });
});

describe("the history's module", () => {
  test("is fetched when the history is wanted, once", async () => {
    const { model, fetches } = await openModel(new PretendShop());
    model.show("home");
    expect(fetches()).toBe(0);
    model.show("history");
    expect(model.store.get().activity).toBe("loading");
    model.show("home");
    model.show("history");
    await expect.poll(() => typeof model.store.get().activity).toBe("function");
    model.show("history");
    expect(fetches()).toBe(1);
  });

  test("that cannot be fetched is asked for again, and costs nothing else", async () => {
    const shop = new PretendShop();
    const { model, fetches } = await openModel(shop);
    shop.isDown = true;
    await model.bring("activity");
    expect(model.store.get()).toMatchObject({ activity: "failed", status: "ready" });
    shop.isDown = false;
    await model.bring("activity");
    expect(typeof model.store.get().activity).toBe("function");
    expect(fetches()).toBe(2);
  });

  test("that is looked at comes by itself with the next answer of the shop", async () => {
    const shop = new PretendShop();
    const { model, fetches } = await openModel(shop);
    shop.isDown = true;
    model.show("rewards");
    await expect.poll(() => model.store.get().rewards).toBe("failed");
    shop.isDown = false;
    await model.load();
    await expect.poll(() => typeof model.store.get().rewards).toBe("function");
    await model.load();
    expect(fetches()).toBe(2);
  });
});

/** With the module of the rewards, which knows how a voucher is given back. */
const openGiving = async (shop: PretendShop) => {
  const { model, giving } = await openModel(shop);
  await model.bring("rewards");
  return { model, giving: giving() };
};

describe("giving a voucher back", () => {
  test("asks first, and keeping it changes nothing", async () => {
    const { model, giving } = await openGiving(withVoucher());
    giving.askToGiveBack("voucher-1");
    expect(model.store.get().givingBack).toEqual({ step: "confirm", voucherId: "voucher-1" });
    giving.keepVoucher();
    expect(model.store.get().givingBack).toBeUndefined();
  });

  test("shows that the points are on their way back", async () => {
    const { model, giving } = await openGiving(withVoucher());
    giving.askToGiveBack("voucher-1");
    await giving.giveBack();
    expect(model.store.get().answer).toMatchObject({ vouchers: [{ state: "returning" }] });
    expect(model.store.get().givingBack).toBeUndefined();
  });

  test("a lost answer can be asked for again", async () => {
    const shop = withVoucher();
    shop.lostAnswers = 1;
    const { model, giving } = await openGiving(shop);
    giving.askToGiveBack("voucher-1");
    await giving.giveBack();
    expect(model.store.get().givingBack?.step).toBe("unanswered");
    await giving.giveBack();
    expect(model.store.get().answer).toMatchObject({ vouchers: [{ state: "returning" }] });
  });

  test("a refusal says why", async () => {
    const { model, giving } = await openGiving(new PretendShop());
    giving.askToGiveBack("gone");
    await giving.giveBack();
    expect(model.store.get().givingBack).toMatchObject({ reason: "voucher_not_found" });
  });
});

describe("copying", () => {
  test("tells whether it worked", async () => {
    const { model } = await openModel(new PretendShop());
    await model.copy("CODE-1");
    expect(model.store.get().copying).toEqual({ code: "CODE-1", result: "copied" });
    await model.copy("");
    expect(model.store.get().copying?.result).toBe("copy_failed");
  });
});
