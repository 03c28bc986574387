// `npm run pictures`: plays the demo and takes the README's pictures of it anew, so that they show
// what the product looks like now. Small on purpose: whoever clones the repository carries them.
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright-core";
import { startDemoDatabase } from "../simulator/demo/demo-database.ts";
import { prepareDemo } from "../simulator/demo/prepare-demo.ts";
import { startStack, type Stack } from "../simulator/demo/stack.ts";
import { extensionAt, openCheckout } from "./e2e/support/extensions.ts";
import { openPanel, signIn, storeOf } from "./e2e/support/storefront.ts";
import { ensureBrowser } from "./support/browser-program.ts";

const folder = fileURLToPath(new URL("../docs/images", import.meta.url));
const SHOP = "harbour-coffee";
const MOST_BYTES = 70_000;
const QUALITY = 0.8;
/** Headless browsers are refused by the admin as bots. */
const userAgent =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";
const desktop = { width: 1280, height: 800 };
const phone = { width: 390, height: 780 };

interface Picture {
  readonly name: string;
  readonly options: BrowserContextOptions;
  readonly open: (page: Page, stack: Stack) => Promise<void>;
}

const pictures: readonly Picture[] = [
  {
    name: "story",
    options: { viewport: desktop },
    open: async (page, stack) => {
      await visitAsMember(page, stack);
      await openPanel(page);
      await page.getByRole("dialog").getByText("Your balance").waitFor();
    },
  },
  {
    name: "panel",
    options: { viewport: phone, deviceScaleFactor: 2 },
    open: async (page, stack) => {
      await visitAsMember(page, stack);
      const panel = await openPanel(page);
      await panel.getByRole("button", { name: "Rewards" }).click();
      await panel
        .getByRole("button", { name: /^Redeem/ })
        .first()
        .waitFor();
    },
  },
  {
    name: "checkout",
    options: { viewport: phone, deviceScaleFactor: 2 },
    open: async (page, stack) => {
      await visitAsMember(page, stack);
      const [product] = await stack.control<{ handle: string }[]>("GET", `/shops/${SHOP}/products`);
      const store = storeOf(stack.simulatorUrl, SHOP);
      await openCheckout(page, `${store.origin}/products/${product?.handle}`);
      const block = extensionAt(page, "purchase.checkout.block.render");
      await block.getByText(/^You earn /).waitFor();
      const place = page.locator('[data-target="purchase.checkout.block.render"]');
      await place.evaluate((element) => element.scrollIntoView({ block: "start" }));
    },
  },
  {
    name: "account",
    options: { viewport: desktop },
    open: async (page, stack) => {
      await visitAsMember(page, stack);
      await page.goto(`${storeOf(stack.simulatorUrl, SHOP).origin}/account/profile`);
      const profile = extensionAt(page, "customer-account.profile.block.render");
      await profile.getByRole("link").first().click();
      await page.waitForURL(/\/account\/pages\//);
      const whole = extensionAt(page, "customer-account.page.render");
      await whole
        .getByRole("button", { name: /^Redeem/ })
        .first()
        .waitFor();
    },
  },
  {
    name: "admin",
    options: { viewport: desktop },
    open: async (page, stack) => {
      await page.goto(`${stack.simulatorUrl}/admin/store/${SHOP}/apps/regulars/app`);
      const app = page.frameLocator("iframe#app");
      await app.getByRole("heading", { name: "Overview", level: 1 }).waitFor();
    },
  },
];

/** The first customer of the demo kept a code for later. */
async function visitAsMember(page: Page, stack: Stack): Promise<void> {
  const customers = await stack.control<{ email: string | null }[]>(
    "GET",
    `/shops/${SHOP}/customers`,
  );
  const store = storeOf(stack.simulatorUrl, SHOP);
  await signIn(page, store, customers[0]?.email ?? "");
  await page.goto(store.origin);
}

async function take(browser: Browser, stack: Stack, picture: Picture): Promise<void> {
  const context = await browser.newContext({
    ...picture.options,
    userAgent,
    locale: "en-GB",
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  await picture.open(page, stack);
  await page.waitForLoadState("load");
  const bytes = await asWebp(context.newPage(), await page.screenshot());
  await context.close();
  if (bytes.length > MOST_BYTES) {
    throw new Error(`${picture.name} has ${bytes.length} bytes, ${MOST_BYTES} at most.`);
  }
  writeFileSync(join(folder, `${picture.name}.webp`), bytes);
  console.log(`${picture.name}.webp: ${bytes.length} bytes`);
}

/** The browser has an encoder; a page of its own draws the picture. */
async function asWebp(opened: Promise<Page>, png: Buffer): Promise<Buffer> {
  const page = await opened;
  const wanted = [png.toString("base64"), QUALITY] as const;
  const encoded = await page.evaluate(async ([source, quality]) => {
    const image = new Image();
    image.src = `data:image/png;base64,${source}`;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image.naturalWidth;
    canvas.height = image.naturalHeight;
    canvas.getContext("2d")?.drawImage(image, 0, 0);
    return canvas.toDataURL("image/webp", quality);
  }, wanted);
  return Buffer.from(encoded.slice(encoded.indexOf(",") + 1), "base64");
}

const place = mkdtempSync(join(tmpdir(), "regulars-pictures-"));
// PostgreSQL may run as another user, who must reach its files.
chmodSync(place, 0o755);
const stack = await startStack({
  database: await startDemoDatabase(join(place, "postgres")),
  ports: { simulator: 0, app: 0, smtp: 0 },
  print: () => undefined,
});
try {
  await prepareDemo(stack, () => undefined);
  const browser = await chromium.launch({
    executablePath: ensureBrowser(),
    args: ["--no-sandbox"],
  });
  for (const picture of pictures) await take(browser, stack, picture);
  await browser.close();
} finally {
  await stack.stop();
  rmSync(place, { recursive: true, force: true });
}
