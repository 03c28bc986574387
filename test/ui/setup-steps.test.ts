// The steps of the set-up guide stand still while Shopify is asked about the theme.
import { expect, it } from "vitest";
import { setupSteps } from "../../app/ui/setup-steps.ts";
import type { EmbedState } from "../../app/ui/use-theme-embed.ts";

const themeStep = (embed: EmbedState) => {
  const rest = { programActive: true, firstOrder: true, domain: "a.myshopify.com", apiKey: "key" };
  const [, step] = setupSteps({ ...rest, embed });
  return step;
};

it("the step of the theme does not ask for anything before Shopify has answered", () => {
  const { text, action } = themeStep("asking") ?? {};
  expect(action).toBeUndefined();
  expect(text).toBe(themeStep("on")?.text);
  expect(themeStep("asking")?.state).toBe("unknown");
});

it("and leads to the theme editor where the widget is off, or nobody knows", () => {
  for (const embed of ["off", "unknown"] as const) {
    expect(themeStep(embed)?.action?.url).toContain("a.myshopify.com");
  }
  expect([themeStep("on")?.state, themeStep("off")?.state]).toEqual(["done", "open"]);
});
