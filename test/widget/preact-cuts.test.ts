// What is taken out of Preact: all of it is found, and another Preact is refused.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { cutPreact } from "../../widget/preact-cuts.ts";

const installed = "../../node_modules/preact/dist/preact.module.js";
const preact = readFileSync(fileURLToPath(new URL(installed, import.meta.url)), "utf8");

test("the Preact that is installed loses what the panel never uses", () => {
  const rest = cutPreact(preact);
  for (const name of ["prototype.setState", "foreignObject", "dangerouslySetInnerHTML"]) {
    expect(preact).toContain(name);
    expect(rest).not.toContain(name);
  }
});

test("a Preact that looks different is refused by name", () => {
  expect(() => cutPreact(preact.replace("shouldComponentUpdate", "wants"))).toThrow(
    "Preact has its refused updates elsewhere now.",
  );
});
