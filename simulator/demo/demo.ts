// `npm run demo`: the whole system on this machine, with two small shops, a year of orders and the
// widget turned on. `npm run dev` is the same with the app rebuilt and restarted whenever its
// sources change.
import { existsSync } from "node:fs";
import { demoFolder } from "../../prisma/demo-postgres.ts";
import { bringFriends } from "./bring-friends.ts";
import { fillProfiles } from "./fill-profiles.ts";
import { inviteMembers } from "./invite.ts";
import { allowEverything, installApp, saveProgram, turnWidgetOn } from "./prepare-shop.ts";
import { programsAt } from "./programs.ts";
import { redeemAndUse } from "./redeem.ts";
import { rebuildOnChange } from "./rebuild-on-change.ts";
import { startStack, type Stack } from "./stack.ts";
import { tellEvents } from "./tell-events.ts";

const ports = { simulator: 4400, app: 4401, smtp: 4425 };
const progressMs = 1_000;
const yearDays = 366;
const ordersOfTheYear = 250;

const isWatching = process.argv.includes("--watch");
const isVerbose = isWatching || process.argv.includes("--verbose");
const lines: string[] = [];

if (!existsSync("build/server/index.js")) {
  throw new Error("There is no build yet: run `npm run build` first.");
}
say("Starting PostgreSQL, the simulated Shopify and the app …");
const stack = await startStack({ databaseFolder: demoFolder(), ports, print });
let isStopping = false;
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => void stop());
try {
  await prepare(stack);
} catch (error) {
  if (!isStopping) {
    console.error(lines.slice(-40).join("\n"));
    console.error(error);
    process.exitCode = 1;
    await stop();
  }
}
if (!isStopping) await printLinks(stack);
if (isWatching) rebuildOnChange({ restart: stack.restartApp, say });

/** The program starts a year ago in the shops' time, so that the year's orders count. */
async function prepare(running: Stack): Promise<void> {
  await running.control("POST", "/demo-shops", {});
  const { now } = await running.control<{ now: string }>("GET", "/clock");
  await running.control("POST", "/clock", { advance: { days: -yearDays } });
  for (const [handle, program] of Object.entries(programsAt(new Date(now)))) {
    await installApp(running, handle);
    await allowEverything(running, handle);
    await saveProgram(running, handle, program);
    await turnWidgetOn(running, handle);
  }
  // The clock goes along, so that the app lives through the year as it would have.
  await running.control("POST", "/seed", { orders: ordersOfTheYear, until: now, wait: false });
  await watchSeed(running);
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

async function watchSeed(running: Stack): Promise<void> {
  for (;;) {
    const seed = await running.control<SeedProgress>("GET", "/seed");
    if (seed.state === "failed") throw new Error(`The year could not be played: ${seed.reason}`);
    say(`A year of orders: ${seed.stepsPlayed} of ${seed.steps} events told to the app`);
    if (seed.state === "done") return;
    await new Promise((next) => setTimeout(next, progressMs));
  }
}

async function printLinks({ simulatorUrl, appUrl, control }: Stack): Promise<void> {
  const [customer] = await control<{ id: string }[]>("GET", "/shops/harbour-coffee/customers");
  const store = simulatorUrl.replace("//localhost", "//harbour-coffee.localhost");
  console.log(`
Regulars is running. Everything here is simulated: no order, customer or e-mail is real.

  Start here                ${simulatorUrl}/
  The store, as a shopper   ${store}/
  The app in the admin      ${simulatorUrl}/admin/store/harbour-coffee/apps/regulars
  E-mails                   ${simulatorUrl}/mail
  Clock, faults, webhooks   ${simulatorUrl}/control
  The app itself            ${appUrl}/healthz

Its books can be proved from another terminal, now and after it has stopped:

  npm run ledger:verify -- --demo
  npm run ledger:as-of -- --demo --shop harbour-coffee.myshopify.com --member ${customer?.id}

Stop with Ctrl+C. The next start begins anew.
`);
}

function print(line: string): void {
  lines.push(line);
  if (lines.length > 2_000) lines.splice(0, 1_000);
  if (isVerbose) console.log(line);
}

function say(text: string): void {
  console.log(text);
}

async function stop(): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  say("Stopping …");
  await stack.stop();
  process.exit();
}
