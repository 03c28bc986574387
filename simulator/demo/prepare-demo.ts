// What the demo shows: two shops with programs, a year of orders, and what members and the merchant
// did since.
import { bringFriends } from "./bring-friends.ts";
import { fillProfiles } from "./fill-profiles.ts";
import { inviteMembers } from "./invite.ts";
import {
  allowEverything,
  installApp,
  placeBlock,
  saveProgram,
  turnWidgetOn,
} from "./prepare-shop.ts";
import { programsAt } from "./programs.ts";
import { redeemAndUse } from "./redeem.ts";
import type { Stack } from "./stack.ts";
import { tellEvents } from "./tell-events.ts";

const progressMs = 1_000;
const yearDays = 366;
const ordersOfTheYear = 250;

/** The programs start a year ago in the shops' time, so that the year's orders count. */
export async function prepareDemo(running: Stack, say: (line: string) => void): Promise<void> {
  await running.control("POST", "/demo-shops", {});
  const { now } = await running.control<{ now: string }>("GET", "/clock");
  await running.control("POST", "/clock", { advance: { days: -yearDays } });
  for (const [handle, program] of Object.entries(programsAt(new Date(now)))) {
    await installApp(running, handle);
    await allowEverything(running, handle);
    await saveProgram(running, handle, program);
    await turnWidgetOn(running, handle);
    await placeBlock(running, handle, "loyalty-product", "product");
    await placeBlock(running, handle, "loyalty-cart", "cart");
  }
  // The clock goes along, so that the app lives through the year as it would have.
  await running.control("POST", "/seed", { orders: ordersOfTheYear, until: now, wait: false });
  await watchSeed(running, say);
  await running.control("POST", "/clock", { reset: true });
  await redeemAndUse(running, "harbour-coffee");
  await inviteMembers(running, "harbour-coffee", "circle");
  await bringFriends(running, "harbour-coffee");
  await fillProfiles(running, "harbour-coffee", new Date(now));
  await tellEvents(running, "harbour-coffee");
}

type SeedProgress = {
  state: "running" | "done" | "failed";
  steps: number;
  stepsPlayed: number;
  reason: string | null;
};

async function watchSeed(running: Stack, say: (line: string) => void): Promise<void> {
  for (;;) {
    const seed = await running.control<SeedProgress>("GET", "/seed");
    if (seed.state === "failed") throw new Error(`The year could not be played: ${seed.reason}`);
    say(`A year of orders: ${seed.stepsPlayed} of ${seed.steps} events told to the app`);
    if (seed.state === "done") return;
    await new Promise((next) => setTimeout(next, progressMs));
  }
}
