// The merchant uninstalls the app in mid-air, and installs it again later. Until then a voucher may
// be unsettled, which the merchant sees.
import { describe, expect, test } from "vitest";
import { countAttention } from "../../app/queries/attention.ts";
import { installShop } from "../../app/usecases/install-shop.ts";
import { installApp, uninstallApp } from "../../simulator/oauth/installation.ts";
import { PRICE } from "../support/fault-rewards.ts";
import { type Shopper, allowMoney, openFaultShop } from "../support/fault-shop.ts";
import { work } from "../support/fault-worker.ts";
import { type FaultWorld, expectEndStates, issueAll } from "../support/fault-world.ts";
import { handleAll, storeWebhooks } from "../support/inbox.ts";
import { endStateOf, truthOf } from "../support/voucher-truth.ts";
import { cleanIssueInShopify, cleanReturn } from "./clean-lives.ts";
import { type Numbered, cellsOf, mostSteps, numbered, oneForEachStep } from "./each-step.ts";
import { returnAll, shoppersWithVouchers } from "./ways.ts";

export function departures(open: () => FaultWorld): void {
  describe.each([true, false])("and is heard of at once: %s", (atOnce) => {
    test("leaves no voucher open on its way that the return does not settle", async () => {
      const all = open();
      const clean = await cleanIssueInShopify(all);
      const away = await openElsewhere(all);
      const shoppers = await oneForEachStep(away, clean);
      await issueAll(away, [...shoppers.keys()], departure(away, shoppers, atOnce));
      await beAway(away, [...shoppers.keys()]);
      await comeBack(away);
      await expectEndStates(away, cellsOf("uninstalled", shoppers, "voucher"));
    });

    test("leaves no points on their way back that do not arrive", async () => {
      const all = open();
      const clean = await cleanReturn(all);
      const away = await openElsewhere(all);
      const shoppers = numbered(await shoppersWithVouchers(away, mostSteps(clean)));
      await returnAll(away, [...shoppers.keys()], departure(away, shoppers, atOnce));
      await beAway(away, [...shoppers.keys()]);
      await comeBack(away);
      await expectEndStates(away, cellsOf("uninstalled", shoppers, "none"));
    });
  });
}

let shops = 0;

/** A shop of its own: who leaves takes all vouchers along. */
async function openElsewhere(all: FaultWorld): Promise<FaultWorld> {
  shops += 1;
  const shop = await all.world.addShop({ handle: `leaving-${shops}`, currency: "EUR" });
  return { ...all, at: await openFaultShop(all.world, all.server, shop) };
}

/** Where all have come as far as they shall, the app goes. */
function departure(away: FaultWorld, shoppers: Numbered, isHeardOfAtOnce: boolean) {
  const { at, world } = away;
  let missing = shoppers.size;
  let goOn = (): void => undefined;
  const gone = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  const until = async (): Promise<void> => {
    missing -= 1;
    if (missing > 0) return gone;
    uninstallApp(world.simulator.context, at.shop);
    if (isHeardOfAtOnce) await hearOfIt(away);
    goOn();
  };
  return (shopper: Shopper) => ({ pausesAfter: { steps: shoppers.get(shopper) ?? 0, until } });
}

async function hearOfIt({ at, world }: FaultWorld): Promise<void> {
  const { shop, shopId } = at;
  const now = world.simulator.context.now();
  const body = JSON.stringify({ id: Number(shop.id), domain: shop.domain });
  await storeWebhooks([{ shopId, topic: "app/uninstalled", body, triggeredAt: now }]);
  await handleAll(now.getTime());
}

/** What is open is shown as such, and the points of it are not the shopper's meanwhile. */
async function beAway(away: FaultWorld, shoppers: readonly Shopper[]): Promise<void> {
  const { at, world } = away;
  await hearOfIt(away);
  await work(away);
  const truths = await Promise.all(shoppers.map((shopper) => truthOf(world, at, shopper)));
  for (const truth of truths) {
    const isOpen = truth.status === "unsettled" || truth.status === "returning";
    if (isOpen) expect(truth.taken + truth.held).toBe(PRICE);
    else endStateOf(truth);
  }
  const { unsettledRedemptions } = await countAttention(at.shopId);
  expect(truths.filter(({ status }) => status === "unsettled")).toHaveLength(unsettledRedemptions);
}

async function comeBack(away: FaultWorld): Promise<void> {
  const { at, world } = away;
  const { context } = world.simulator;
  const { domain } = at.shop;
  const { scopes } = installApp(context, at.shop);
  allowMoney(at.shop);
  await world.signInShop(at.shop);
  await installShop({ domain, scopes: scopes.join(","), now: context.now() });
  await work(away);
}
