// The scripts that pages load are linked and free of types.
import { Script } from "node:vm";
import { describe, expect, it } from "vitest";
import { browserScript, isBrowserScript } from "../../../simulator/screens/browser-scripts.ts";

describe("the scripts of the simulator's pages", () => {
  it.each([
    "app-bridge",
    "admin-frame",
    "storefront",
    "control",
    "extension-frame",
    "extension-host",
  ] as const)("%s is one plain script without imports or types", async (name) => {
    const code = await browserScript(name);
    expect(() => new Script(code)).not.toThrow();
    expect(code).not.toMatch(/^\s*(?:import|export)\b/m);
  });

  it("are the named ones only", () => {
    expect(isBrowserScript("app-bridge")).toBe(true);
    expect(isBrowserScript("../main")).toBe(false);
    expect(isBrowserScript("toString")).toBe(false);
  });
});
