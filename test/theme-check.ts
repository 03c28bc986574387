// Runs Shopify's theme check on the theme app extension. Warnings fail as errors do: merchants see
// the same list when they install the app.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { check } from "@shopify/theme-check-node";

const repository = fileURLToPath(new URL("../", import.meta.url));
const extensions = join(repository, "extensions");
const severities = ["error", "warning", "info"];

const themes = readdirSync(extensions).filter((name) => name.startsWith("theme"));
if (themes.length === 0) {
  throw new Error("There is no theme extension to check.");
}

let offenses = 0;
for (const theme of themes) {
  const root = join(extensions, theme);
  for (const offense of await check(root, "theme-check:theme-app-extension")) {
    offenses += 1;
    const file = fileURLToPath(offense.uri).slice(repository.length);
    const place = `${file}:${offense.start.line + 1}`;
    const severity = severities[offense.severity] ?? "error";
    console.error(`${place}: ${severity}: ${offense.message} (${offense.check})`);
  }
}
console.log(`${themes.join(", ")}: ${offenses} offenses`);
process.exitCode = offenses > 0 ? 1 : 0;
