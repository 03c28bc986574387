// `npm run demo`: the whole system on this machine, with two small shops, a year of orders and the
// widget turned on. `npm run dev` is the same with the app rebuilt and restarted whenever its
// sources change.
import { existsSync } from "node:fs";
import { demoFolder } from "../../prisma/demo-postgres.ts";
import { startDemoDatabase } from "./demo-database.ts";
import { prepareDemo } from "./prepare-demo.ts";
import { rebuildOnChange } from "./rebuild-on-change.ts";
import { startStack, type Stack } from "./stack.ts";

const ports = { simulator: 4400, app: 4401, smtp: 4425 };

const isWatching = process.argv.includes("--watch");
const isVerbose = isWatching || process.argv.includes("--verbose");
const lines: string[] = [];

if (!existsSync("build/server/index.js")) {
  throw new Error("There is no build yet: run `npm run build` first.");
}
say("Starting PostgreSQL, the simulated Shopify and the app …");
const stack = await startStack({
  database: await startDemoDatabase(demoFolder()),
  ports,
  print,
});
let isStopping = false;
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => void stop());
try {
  await prepareDemo(stack, say);
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

async function printLinks({ simulatorUrl, appUrl, control }: Stack): Promise<void> {
  const [customer] = await control<{ id: string }[]>("GET", "/shops/harbour-coffee/customers");
  const store = simulatorUrl.replace("//localhost", "//harbour-coffee.localhost");
  console.log(`
Regulars is running. Everything here is simulated: no order, customer or e-mail is real.

  Start here                ${simulatorUrl}/
  The store, as a shopper   ${store}/
  The app in the admin      ${simulatorUrl}/admin/store/harbour-coffee/apps/regulars
  The till, as staff        ${simulatorUrl}/pos/harbour-coffee
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
