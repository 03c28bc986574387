// A merchant's own words reach the panel and its cards in their language, and nobody else's.
import { describe, expect, test } from "vitest";
import { explain } from "../../widget/words/explain.ts";
import { panelReasons, panelWording, panelWords } from "../../app/routes/proxy/panel-words.ts";
import { voiceOf } from "../../app/routes/proxy/voice.ts";

const pointsName = { one: "Bean", other: "Beans" };
const texts = [
  { language: "en", key: "to_go", text: "Just {points} <b>more</b>" },
  { language: "en", key: "earn_more.one", text: "One more way" },
  { language: "en", key: "close", text: "Shut" },
  { language: "en", key: "reason_adjusted", text: "We say: {reason}" },
  { language: "de", key: "redeem", text: "Her damit" },
  { language: "en", key: "birthday_known", text: "<i>{day}</i>: see you!" },
  { language: "en", key: "referral_friends.one", text: "Your first friend" },
  { language: "de", key: "survey_title", text: "Sag mal" },
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

  test("of sentences that the app makes stay with it, as ours do", () => {
    const words = panelWords(["en"], [{ language: "en", key: "need_spend", text: "{amount}" }]);
    expect(Object.keys(words).filter((key) => key.startsWith("need_"))).toEqual([]);
    const own = [{ language: "en" as const, key: "need_balance", text: "to have {points}" }];
    expect(panelWording(["en"], pointsName, own).t("need_balance", { points: 5 })).toBe(
      "to have 5",
    );
  });

  test("are what the history says", () => {
    const wording = panelWording(["en"], pointsName, texts);
    const why = { key: "adjusted" as const, params: { reason: "Sorry!" } };
    expect(explain(wording, panelReasons("en", texts), why)).toBe("We say: Sorry!");
    expect(explain(wording, panelReasons("en", []), why)).toBe("From the shop: Sorry!");
  });
});

describe("what cards say", () => {
  test("is the merchant's where they wrote it, as plain text, and ours elsewhere", () => {
    const { say } = voiceOf(["en-GB"], texts);
    expect(say("birthday_known", { day: "May 4" })).toBe("<i>May 4</i>: see you!");
    expect(say("birthday_got_reward", { reward: "Tea" })).toBe("Your gift: Tea.");
    expect(say("survey_title")).toBe("One question");
  });

  test("has the form that the number asks for, and one form alone may be put otherwise", () => {
    const { say } = voiceOf(["en"], texts);
    expect(say("referral_friends", { count: 1 })).toBe("Your first friend");
    expect(say("referral_friends", { count: 3 })).toBe("3 friends so far");
  });

  test("is said in the language that is read, and in English in others", () => {
    expect(voiceOf(["de-AT"], texts).say("survey_title")).toBe("Sag mal");
    expect(voiceOf(["ja", null], texts).say("referral_friends", { count: 1 })).toBe(
      "Your first friend",
    );
  });

  test("leaves braces in names alone", () => {
    const reward = "{points} of fun";
    expect(voiceOf(["en"], texts).say("birthday_got_reward", { reward })).toBe(
      "Your gift: {points} of fun.",
    );
  });
});
