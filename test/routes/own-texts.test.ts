// A merchant's own words reach the panel in their language, and nobody else's.
import { describe, expect, test } from "vitest";
import { explain } from "../../widget/words/explain.ts";
import { panelReasons, panelWording, panelWords } from "../../app/routes/proxy/panel-words.ts";

const pointsName = { one: "Bean", other: "Beans" };
const texts = [
  { language: "en", key: "to_go", text: "Just {points} <b>more</b>" },
  { language: "en", key: "earn_more.one", text: "One more way" },
  { language: "en", key: "close", text: "Shut" },
  { language: "en", key: "reason_adjusted", text: "We say: {reason}" },
  { language: "de", key: "redeem", text: "Her damit" },
  // Of an older release, or a newer one.
  { language: "en", key: "gone", text: "Nothing" },
  { language: "en", key: "redeem.one", text: "Nothing" },
] as { language: "en" | "de"; key: string; text: string }[];

describe("own words", () => {
  test("stand in the answer in the place of ours, as plain text", () => {
    const words = panelWords(["en-GB"], texts);
    expect(words["to_go"]).toBe("Just {points} <b>more</b>");
    expect(words["earn_more"]).toEqual({ one: "One more way", other: "{count} more ways to earn" });
    expect(words["redeem"]).toBe("Redeem");
    expect(words["gone"]).toBeUndefined();
  });

  test("bring what the panel has already along only where it is put otherwise", () => {
    expect(panelWords(["en"], texts)["close"]).toBe("Shut");
    expect(panelWords(["de"], texts)["close"]).toBeUndefined();
  });

  test("are those of the language that is read", () => {
    expect(panelWords(["de-AT"], texts)["redeem"]).toBe("Her damit");
    // No Italian: English, and its own words.
    expect(panelWords(["it", null], texts)["to_go"]).toContain("Just");
  });

  test("are what the history says", () => {
    const wording = panelWording(["en"], pointsName, texts);
    const why = { key: "adjusted" as const, params: { reason: "Sorry!" } };
    expect(explain(wording, panelReasons("en", texts), why)).toBe("We say: Sorry!");
    expect(explain(wording, panelReasons("en", []), why)).toBe("From the shop: Sorry!");
  });
});
