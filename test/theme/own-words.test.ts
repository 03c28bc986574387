// The blocks in the merchant's words: whatever they say can be put otherwise, in each language, as
// plain text; what is not put otherwise stays ours.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { ownTextValues } from "../../app/core/program/own-text-keys.ts";
import { textsAsWritten } from "../../app/routes/proxy/panel-words.ts";
import { demoProgram, readable, renderBlock } from "./render-theme.ts";

type Changes = NonNullable<Parameters<typeof renderBlock>[1]>;
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, " ");
const speaking = (texts: object, more: object = {}) => ({ ...demoProgram, ...more, texts });
const seen = (handle: string, texts: object, changes: Changes = {}) =>
  plain(readable(renderBlock(handle, { program: speaking(texts), ...changes })));

describe("a text of the merchant's", () => {
  const join = { en: { "block.join": "Come in" }, fr: { "block.join": "Entrez" } };

  test("is read in its language, and ours in the others", () => {
    expect(seen("loyalty-rewards", join)).toContain("Come in Log in");
    expect(seen("loyalty-rewards", join, { locale: "fr" })).toContain("Entrez");
    expect(seen("loyalty-rewards", join, { locale: "de" })).toContain("Konto anlegen");
  });

  test("is read in English where the page speaks a language that is none of ours", () => {
    expect(seen("loyalty-rewards", join, { locale: "pt-BR" })).toContain("Come in");
  });

  test("names its values, points with their name among them", () => {
    const texts = { en: { "block.earn": "Spend {amount}, get {points}!" } };
    expect(seen("loyalty-balance", texts)).toContain("Spend €1, get 2 Beans!");
  });

  test("may leave values out", () => {
    expect(seen("loyalty-balance", { en: { "block.earn": "Shop" } })).toContain("Shop");
  });

  test.each([
    [1, "Needed: 1 basket in all"],
    [1_500, "Needed: 1,500 baskets in all"],
  ])("has a form for %d of something", (count, sentence) => {
    const tiers = {
      window: { kind: "lifetime" },
      list: [
        {
          id: "a",
          name: "A",
          entry: "earned",
          benefits: ["x"],
          ways: [[{ counter: "orders", count }]],
        },
      ],
    };
    const texts = {
      en: {
        "tiers.need.orders.one": "{number} basket in all",
        "tiers.need.orders.other": "{number} baskets in all",
      },
    };
    const program = speaking(texts, { tiers });
    expect(plain(readable(renderBlock("loyalty-tiers", { program })))).toContain(sentence);
  });

  test("follows the plural of the page's language", () => {
    const texts = { fr: { "recent.heading.one": "Hier", "recent.heading.other": "{count} jours" } };
    const recent = { at: 4_000_000_000, facts: [{ kind: "redeemed", members: 12 }] };
    const heading = (days: number) =>
      seen("loyalty-recent", texts, {
        locale: "fr",
        program: speaking(texts, { recent: { ...recent, days } }),
      });
    expect(heading(1)).toContain("Hier");
    expect(heading(7)).toContain("7 jours");
  });

  test.each([
    ["block.join", "loyalty-rewards"],
    ["block.earn", "loyalty-balance"],
  ])("is plain text: %s", (key, handle) => {
    const markup = renderBlock(handle, {
      program: speaking({ en: { [key]: `<script>"Tom" & {{ shop }}` } }),
    });
    expect(markup).toContain("&lt;script&gt;&#34;Tom&#34; &amp; {{ shop }}");
    expect(markup).not.toContain("<script>");
  });

  test("with names of the merchant's in it is escaped once", () => {
    const texts = { en: { "launcher.guest": "Get {name}" } };
    const program = { ...speaking(texts), pointsName: { one: "A&B", other: "A & B's" } };
    expect(renderBlock("loyalty", { program })).toContain("Get A &amp; B&#39;s");
  });
});

describe("what the panel says before the app has answered", () => {
  const texts = {
    en: { panel: { loading: `"Beans" & <more>`, close: "Shut" } },
    de: { "block.join": "Komm herein" },
  };
  const told = (handle: string, locale: string, given: object | null = texts) => {
    const markup = renderBlock(handle, { program: speaking(given ?? {}), locale });
    return /data-first="([^"]*)"/.exec(markup)?.[1];
  };

  test.each(["loyalty", "loyalty-balance"])("is told to it where %s stands", (handle) => {
    const first = told(handle, "en") ?? "";
    expect(first).not.toMatch(/[<>]/);
    const entities = { "&#34;": '"', "&lt;": "<", "&gt;": ">", "&amp;": "&" };
    const json = Object.entries(entities).reduce(
      (markup, [entity, sign]) => markup.replaceAll(entity, sign),
      first,
    );
    expect(JSON.parse(json)).toEqual({ loading: `"Beans" & <more>`, close: "Shut" });
  });

  test("costs a page nothing where the merchant wrote none of it in its language", () => {
    expect(told("loyalty", "de")).toBeUndefined();
    expect(told("loyalty", "fr")).toBeUndefined();
    expect(told("loyalty", "en", null)).toBeUndefined();
  });
});

describe("what can be put otherwise", () => {
  const folder = fileURLToPath(new URL("../../extensions/theme", import.meta.url));
  const liquid = ["blocks", "snippets"].flatMap((name) =>
    readdirSync(join(folder, name)).map((file) => readFileSync(join(folder, name, file), "utf8")),
  );
  const code = liquid.join("\n");
  const asked = new Set(
    [...code.matchAll(/'loyalty-say',\s*key: '([\w.]+)'/g)].map(([, key = ""]) => key),
  );
  /** Whose keys are put together. */
  const FAMILIES =
    /^theme\.(?:tiers\.need\.\w+|tiers\.counted\.\w+|(?:product|cart)\.\w+)(?:\.\w+)?$/;

  test("is all that blocks say: none asks the locale files past the merchant", () => {
    const past = [...code.matchAll(/'([\w.]+)' \| t\b/g)].map(([, key = ""]) => key);
    const ours = /^(?:page|number|editor)\.|^points\.name$|^early\.date$/;
    expect(past.filter((key) => !ours.test(key))).toEqual([]);
    expect(past.length).toBeGreaterThan(10);
  });

  test("is asked for by the key of a text", () => {
    const known = new Set(
      [...ownTextValues.keys()].map((key) => key.replace(/^theme\.|\.(?:one|other)$/g, "")),
    );
    expect(asked.size).toBeGreaterThan(50);
    expect([...asked].filter((key) => !known.has(key.replace("_html", "")))).toEqual([]);
  });

  test("is asked for somewhere", () => {
    const wanted = [...asked].map((key) => `theme.${key.replace("_html", "")}`);
    const never = [...textsAsWritten("en").keys()].filter(
      (key) =>
        key.startsWith("theme.") &&
        !FAMILIES.test(key) &&
        !wanted.includes(key.replace(/\.(?:one|other)$/, "")),
    );
    expect(never).toEqual([]);
  });

  test("is handed every value that it can name", () => {
    const calls = [...code.matchAll(/render 'loyalty-say',\s*key: '([\w.]+)'([^%\n]*)/g)];
    for (const [, key = "", values = ""] of calls) {
      const given = [...values.matchAll(/(\w+): /g)].map(([, name]) => name);
      const name = `theme.${key.replace("_html", "")}`;
      const wanted = ownTextValues.get(name) ?? ownTextValues.get(`${name}.other`) ?? [];
      expect(given, key).toEqual(expect.arrayContaining([...wanted]));
    }
  });
});
