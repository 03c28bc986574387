// Rows: what the widget costs a product page of the simulated store in a real browser. Lighthouse
// looks at the page in pairs, without the widget and with it; on a processor four times slower it
// is measured how long the widget's code holds the page up, and how often it asks by itself.
import { chmodSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startDemoDatabase } from "../../simulator/demo/demo-database.ts";
import { installApp, saveProgram, switchWidget } from "../../simulator/demo/prepare-shop.ts";
import { plainProgram } from "../../simulator/demo/programs.ts";
import { startStack, type RunningStack } from "../../simulator/demo/stack.ts";
import { openLighthouse } from "./open-lighthouse.ts";
import { compareLooks, type Pair } from "./look-pairs.ts";
import { limitRow, noneRow } from "./rows.ts";
import type { Rows } from "./rows.ts";
import type { BenchServer } from "./server.ts";
import type { Sizes } from "./sizes.ts";
import { lookSlowly, type SlowLook } from "./slow-look.ts";

const SHOP = "harbour-coffee";
const LONG_TASK_MS = 50;
const REQUESTS_AT_MOST = 1;

export async function measureStorefront(_: BenchServer, sizes: Sizes): Promise<Rows> {
  if (!existsSync("build/server/index.js")) {
    throw new Error("The storefront is measured with the built app: run `npm run build` first.");
  }
  const folder = mkdtempSync(join(tmpdir(), "regulars-storefront-"));
  // PostgreSQL may run as another user, who must reach its files.
  chmodSync(folder, 0o755);
  const stack = await startStack({
    database: await startDemoDatabase(join(folder, "postgres")),
    ports: { simulator: 0, app: 0, smtp: 0 },
    print: () => undefined,
  });
  try {
    const product = await prepareProduct(stack);
    const pairs = await lookInPairs(stack, product, sizes.pairs);
    await switchWidget(stack, SHOP, true);
    return rowsOf(pairs, await lookSlowly(product));
  } finally {
    await stack.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Answers the address of a product's page. */
async function prepareProduct(stack: RunningStack): Promise<string> {
  await stack.control("POST", "/demo-shops", {});
  await installApp(stack, SHOP);
  await saveProgram(stack, SHOP, plainProgram);
  const products = await stack.control<{ handle: string }[]>("GET", `/shops/${SHOP}/products`);
  const [product] = products;
  if (product === undefined) throw new Error(`${SHOP} sells nothing.`);
  const origin = stack.simulatorUrl.replace("//localhost", `//${SHOP}.localhost`);
  return `${origin}/products/${product.handle}`;
}

/** The sides take turns in beginning, so that a machine that slows down is unfair to neither. */
async function lookInPairs(stack: RunningStack, product: string, count: number): Promise<Pair[]> {
  const lighthouse = await openLighthouse(product);
  const look = async (isOn: boolean) => {
    await switchWidget(stack, SHOP, isOn);
    return lighthouse.look();
  };
  try {
    // Browsers and servers are slow at first.
    await look(true);
    const pairs: Pair[] = [];
    for (let number = 0; number < count; number += 1) {
      const isFirst = number % 2 === 0;
      const first = await look(isFirst);
      const second = await look(!isFirst);
      pairs.push(isFirst ? { withIt: first, without: second } : { without: first, withIt: second });
    }
    return pairs;
  } finally {
    await lighthouse.close();
  }
}

function rowsOf(pairs: readonly Pair[], slow: SlowLook): Rows {
  const { without, withIt, cost, noise, shift } = compareLooks(pairs);
  return {
    rows: [
      limitRow("points of 100 that the widget costs in Lighthouse", "points", cost, noise),
      noneRow("layout shift that the widget adds", "shift", shift),
      limitRow(
        "longest task of the widget before it is touched, 4 times slower",
        "ms",
        slow.longestBeforeMs,
        LONG_TASK_MS,
      ),
      limitRow(
        "longest task while the panel opens, 4 times slower",
        "ms",
        slow.longestOpeningMs,
        LONG_TASK_MS,
      ),
      limitRow(
        "requests to the app before the widget is touched",
        "requests",
        slow.requestsBefore,
        REQUESTS_AT_MOST,
      ),
    ],
    notes: [
      `Lighthouse, a product page on a phone, ${pairs.length} pairs: median ${without} without ` +
        `the widget, ${withIt} with it; the baseline is how far the looks without it lie apart`,
      `panel: shown ${slow.openedMs.toFixed(0)} ms after the click, 4 times slower`,
      `the browser's first number alone takes ${slow.firstNumberMs.toFixed(0)} ms on an empty ` +
        "page, 4 times slower: the panel does without",
    ],
  };
}
