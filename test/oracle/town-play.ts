// Lets the app and the naive implementation live through a town's time.
import { programDocumentSchema } from "../../app/core/program/document.ts";
import type { ProgramDocument, ProgramDocumentInput } from "../../app/core/program/document.ts";
import { loadNightShop } from "../../app/db/night-store.ts";
import { withTransaction } from "../../app/db/transaction.ts";
import { carryOutNext } from "../../app/usecases/night/carry-out-program.ts";
import { nightSteps, runPortion } from "../../app/usecases/night/run-night.ts";
import { NaiveShop } from "./naive-engine.ts";
import { changeProgram, deliver, openShops, settleIssues } from "./play.ts";
import { customerId } from "./store.ts";
import { customersOf, ordersOf } from "./town-days.ts";
import type { TownStep } from "./town-days.ts";
import type { Town } from "./towns.ts";
import { verdictOfOracle } from "./verdict.ts";
import type { Verdict } from "./verdict.ts";

/** Longer than a version settles. */
const CARRIED_OUT_AFTER_MS = 90_000;

/** Answers the id of the town's shop. */
export async function liveThrough(
  town: Town,
  steps: readonly TownStep[],
  name: string,
): Promise<bigint> {
  const [shopId = 0n] = await openShops([town], name);
  for (const step of steps) await takeStep(shopId, step);
  return shopId;
}

async function takeStep(shopId: bigint, step: TownStep): Promise<void> {
  const { now } = step;
  switch (step.type) {
    case "nights":
      return workOff(shopId, now);
    case "program":
      await changeProgram(shopId, step.document, now);
      // Where members follow nothing, it does not matter when the version is carried out.
      return step.isFollowed ? carryOut(shopId, now + CARRIED_OUT_AFTER_MS) : undefined;
    case "news":
      return deliver(
        step.deliveries.map((delivery) => ({ shopId, delivery })),
        now,
      );
  }
}

/** As the timer does soon after: the ends of points follow the program. */
async function carryOut(shopId: bigint, now: number): Promise<void> {
  const portion = (): Promise<string> =>
    withTransaction(async (tx) => {
      const shop = await loadNightShop(tx, shopId);
      return shop ? carryOutNext(tx, shop, { until: now, now }) : "idle";
    });
  for (;;) {
    const outcome = await portion();
    if (outcome === "busy") throw new Error("Nobody else works on this shop");
    if (outcome === "idle") return;
  }
}

async function workOff(shopId: bigint, now: number): Promise<void> {
  for (;;) {
    const outcome = await runPortion(shopId, now, { steps: nightSteps });
    if (outcome === "busy") throw new Error("Nobody else works on this shop");
    if (outcome === "idle") break;
  }
  await settleIssues(shopId, now);
}

function programOf(document: ProgramDocumentInput): ProgramDocument {
  return programDocumentSchema.parse(document);
}

export function naiveVerdict(town: Town, steps: readonly TownStep[]): Verdict {
  const shop = new NaiveShop(programOf(town.program), town.timeZone);
  for (const step of steps) {
    if (step.type === "nights") shop.nights(step.now);
    else if (step.type === "program") shop.change(programOf(step.document), step.now);
    else for (const delivery of step.deliveries) shop.receive(delivery, step.now);
  }
  return verdictOfOracle(shop);
}

/** What is said of one household. */
export function ofHousehold(verdict: Verdict, household: number): Verdict {
  const customers = new Set(customersOf(household).map(customerId));
  const isOwnOrder = ordersOf(household);
  return {
    orders: only(verdict.orders, isOwnOrder),
    grants: only(verdict.grants, isOwnOrder),
    members: only(verdict.members, (customer) => customers.has(customer)),
  };
}

function only<Value>(
  all: Record<string, Value>,
  isMeant: (key: string) => boolean,
): Record<string, Value> {
  return Object.fromEntries(Object.entries(all).filter(([key]) => isMeant(key)));
}
