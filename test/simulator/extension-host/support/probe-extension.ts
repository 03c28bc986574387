// An extension that stands wherever the simulator shows any, written to a folder of its own; and
// what pages tell of it.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { HostFacts } from "../../../../simulator/extension-host/host-facts.ts";
import { runScreens, type Page, type Screens } from "../../screens/support/running-screens.ts";

export const CHECKOUT = "purchase.checkout.block.render";
export const THANK_YOU = "purchase.thank-you.block.render";
export const PROFILE = "customer-account.profile.block.render";
export const FULL_PAGE = "customer-account.page.render";
export const ORDER_STATUS = "customer-account.order-status.block.render";
export const CUSTOMER = "admin.customer-details.block.render";
export const TILE = "pos.home.tile.render";
export const TILL_CUSTOMER = "pos.customer-details.block.render";

const folders: Readonly<Record<string, readonly string[]>> = {
  shopper: [CHECKOUT, THANK_YOU, PROFILE, ORDER_STATUS],
  page: [FULL_PAGE],
  staff: [CUSTOMER],
  till: [TILE, TILL_CUSTOMER],
};

export interface ProbedScreens extends Screens {
  readonly folder: string;
}

export async function runProbedScreens(): Promise<ProbedScreens> {
  const folder = mkdtempSync(join(tmpdir(), "regulars-extensions-"));
  for (const [name, targets] of Object.entries(folders)) writeExtension(folder, name, targets);
  const bundles = join(folder, "bundles");
  for (const [name, targets] of Object.entries(folders)) {
    mkdirSync(join(bundles, name), { recursive: true });
    for (const target of targets) {
      writeFileSync(join(bundles, name, `${target}.js`), `export default () => "${target}";`);
    }
  }
  mkdirSync(join(folder, "extensions", "theme"));
  const screens = await runScreens(join(folder, "extensions", "theme"), bundles);
  return {
    ...screens,
    folder,
    async stop() {
      await screens.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function writeExtension(folder: string, name: string, targets: readonly string[]): void {
  const home = join(folder, "extensions", name);
  mkdirSync(join(home, "locales"), { recursive: true });
  writeFileSync(
    join(home, "shopify.extension.toml"),
    `api_version = "2026-07"
[[extensions]]
type = "ui_extension"
name = "t:name"
handle = "probe-${name}"
${targets.map((target) => `[[extensions.targeting]]\nmodule = "./x.tsx"\ntarget = "${target}"`).join("\n")}
[extensions.capabilities]
network_access = true
[[extensions.metafields]]
namespace = "$app"
key = "balance"
[[extensions.metafields]]
namespace = "$app"
key = "words"
[extensions.settings]
[[extensions.settings.fields]]
key = "hidden"
type = "boolean"
name = "Hide it"
`,
  );
  const texts = { en: { name: `Probe ${name}`, hello: "Hello" }, de: { hello: "Hallo" } };
  writeFileSync(join(home, "locales", "en.default.json"), JSON.stringify(texts.en));
  writeFileSync(join(home, "locales", "de.json"), JSON.stringify(texts.de));
}

/** What the page gives each extension on it, by target. */
export function factsOn({ body }: Page): Map<string, HostFacts> {
  const islands = body.matchAll(
    /<script type="application\/json" id="extension-[^"]*">([\s\S]*?)<\/script>/g,
  );
  return new Map(
    [...islands].map(([, json = ""]) => {
      const facts = JSON.parse(json) as HostFacts;
      return [facts.target, facts] as const;
    }),
  );
}

export function requireFacts(page: Page, target: string): HostFacts {
  const found = factsOn(page).get(target);
  if (!found) throw new Error(`No extension stands at ${target}: ${page.body.slice(0, 200)}`);
  return found;
}
