// @vitest-environment happy-dom
// Extensions in the merchant's words where the app has not answered: those of the shop's metafield
// where Shopify gives one, elsewhere those of the last answer.
import { getExtension } from "@shopify/ui-extensions-tester";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { withoutAppKeys } from "../../app/core/program/own-early-text-keys.ts";
import { ownTextValues } from "../../app/core/program/own-text-keys.ts";
import * as accountPage from "./account-page-host.ts";
import * as checkout from "./checkout-page.ts";
import {
  type Language,
  type Speaking,
  answerWith,
  balanceEntry,
  closeExtension,
  extensions,
  headings,
  openExtension,
  sent,
  shown,
} from "./extension-page.ts";
import * as thankYou from "./thank-you-page.ts";

const order = getExtension("customer-account.order-status.block.render", {
  configSearchDir: `${extensions}/account`,
});
const profile = getExtension("customer-account.profile.block.render", {
  configSearchDir: `${extensions}/account`,
});

const OFFLINE = new TypeError("Failed to fetch");

/** As Shopify hands it out: a metafield of the shop, or whatever is told to be one. */
function wordsEntry(value: string, type: "shop" | "customer" = "shop", key = "words") {
  const metafield = { namespace: "$app", key, value, valueType: "json_string" } as const;
  return {
    target: { type, id: "gid://shopify/Shop/1" },
    metafield: { ...metafield, type: "json" },
  };
}

const words = {
  en: {
    "checkout.title": "The Bean Club",
    "checkout.balance_plain.other": "{number} beans are yours.",
    "thank-you.title": "Thanks from the Bean Club",
    "thank-you.balance_plain.one": "One bean.",
    "account.title": "My beans",
    "account.log_in": "Come in",
  },
  de: { "checkout.title": "Der Bohnenklub" },
};

interface Told {
  balance?: string;
  entry?: ReturnType<typeof wordsEntry>;
  language?: Language;
  isStranger?: boolean;
  /** Is told of each text that is asked of the files. */
  listen?: (key: string, values?: { count?: number }) => void;
}

function prepare(
  shopify: Speaking & { appMetafields: { value: unknown } },
  { balance = "1240", entry = wordsEntry(JSON.stringify(words)), listen }: Told,
): void {
  shopify.appMetafields.value = [balanceEntry(balance), entry];
  const translate = shopify.i18n.translate as (key: string, values?: object) => string;
  shopify.i18n.translate = (key: string, values?: object) => {
    listen?.(key, values);
    return translate(key, values);
  };
}

/** A page on which the app cannot be reached. */
const pages = {
  checkout: {
    async open(told: Told = {}) {
      checkout.openCheckout(told.language);
      prepare(checkout.extension.shopify, told);
      answerWith(checkout.extension, OFFLINE);
      await checkout.extension.render();
    },
    close: checkout.closeCheckout,
  },
  "thank-you": {
    async open(told: Told = {}) {
      thankYou.openPage(told.language);
      prepare(thankYou.extension.shopify, told);
      answerWith(thankYou.extension, OFFLINE);
      await thankYou.extension.render();
    },
    close: thankYou.closePage,
  },
  account: {
    async open(told: Told = {}) {
      const { language = "en", isStranger = false } = told;
      const shopify = openExtension(order, { folder: "account", language });
      shopify.localization.extensionLanguage.value = { isoCode: language };
      shopify.order.value = { id: "gid://shopify/Order/5123", name: "#1001" };
      if (isStranger) shopify.authenticationState.value = "pre_authenticated";
      prepare(shopify, told);
      answerWith(order, OFFLINE);
      await order.render();
    },
    close: () => closeExtension(order),
  },
};

describe("where Shopify gives metafields", () => {
  afterEach(() => {
    for (const { close } of Object.values(pages)) close();
  });

  test("they are said as the merchant wrote them, with their values", async () => {
    await pages.checkout.open();
    await vi.waitFor(() => expect(sent).toHaveLength(1));
    expect(headings()).toEqual(["The Bean Club"]);
    expect(shown()).toBe("1,240 beans are yours.");
  });

  test("a form that the merchant did not write is ours", async () => {
    await pages["thank-you"].open();
    expect(headings()).toEqual(["Thanks from the Bean Club"]);
    expect(shown()).toBe("Your balance: 1,240.");
    pages["thank-you"].close();
    await pages["thank-you"].open({ balance: "1" });
    expect(shown()).toBe("One bean.");
  });

  test("they are read in the language of the page", async () => {
    await pages.checkout.open({ language: "de" });
    expect(headings()).toEqual(["Der Bohnenklub"]);
    expect(shown()).toBe("Dein Guthaben: 1.240.");
    pages.checkout.close();
    await pages.checkout.open({ language: "fr" });
    expect(headings()).toEqual(["Vos récompenses"]);
  });

  test("a stranger to an order reads them", async () => {
    await pages.account.open({ isStranger: true });
    expect(headings()).toEqual(["My beans"]);
    expect(shown()).toContain("Come in");
    expect(sent).toEqual([]);
  });

  test.each([
    ["half of it", wordsEntry('{"en":{"checkout.title":')],
    ["nothing", wordsEntry("null")],
    ["a number", wordsEntry("7")],
    ["a language of nothing", wordsEntry('{"en":null}')],
    ["a sentence in a language's place", wordsEntry('{"en":"Beans"}')],
    ["a number in a text's place", wordsEntry('{"en":{"checkout.title":7}}')],
    ["a customer's metafield", wordsEntry(JSON.stringify(words), "customer")],
    ["another metafield", wordsEntry(JSON.stringify(words), "shop", "other")],
  ])("%s is no word of theirs", async (_, entry) => {
    await pages.checkout.open({ entry });
    expect(headings()).toEqual(["Your rewards"]);
    expect(shown()).toBe("Your balance: 1,240.");
  });

  test.each([
    ["what it brings is said", { title: "Beans of today" }, "Beans of today"],
    ["ours are said where it brings none", undefined, "Your rewards"],
  ])("once the app has answered, %s", async (_, own, title) => {
    await pages.checkout.open();
    pages.checkout.close();
    checkout.openCheckout();
    prepare(checkout.extension.shopify, {});
    await checkout.open({ ...checkout.memberAnswer, ...(own && { own }) });
    expect(headings()).toEqual([title]);
  });

  test("they are all that is said there, and no others are published", async () => {
    const said = new Set<string>();
    const visits = (["checkout", "thank-you", "account"] as const).flatMap((folder) => [
      { folder, told: { balance: "1" } },
      { folder, told: { balance: "1240" } },
      ...(folder === "account" ? [{ folder, told: { isStranger: true } }] : []),
    ]);
    for (const { folder, told } of visits) {
      const listen: Told["listen"] = (key, { count } = {}) => {
        const form = count === undefined ? "" : count === 1 ? ".one" : ".other";
        said.add(`${folder}.${key}${form}`);
      };
      await pages[folder].open({ ...told, entry: wordsEntry("{}"), listen });
      await vi.waitFor(() => expect(headings()).toHaveLength(1));
      pages[folder].close();
    }
    expect([...said].toSorted()).toEqual([...withoutAppKeys].toSorted());
    expect([...withoutAppKeys].filter((key) => !ownTextValues.has(key))).toEqual([]);
  });
});

/** What Shopify keeps for an extension; null where it cannot be read or written. */
let kept: Map<string, unknown> | null;
const storage = {
  async read(name: string) {
    if (kept === null) throw new Error("No storage");
    return kept.get(name) ?? null;
  },
  async write(name: string, value: unknown) {
    if (kept === null) throw new Error("No storage");
    kept.set(name, value);
  },
};
const rejections: unknown[] = [];
const note = (problem: unknown) => rejections.push(problem);

describe("where Shopify gives none", () => {
  beforeEach(() => {
    kept = new Map();
    rejections.length = 0;
    process.on("unhandledRejection", note);
  });
  afterEach(() => void process.off("unhandledRejection", note));

  async function visitProfile(reply: object, language: Language = "en"): Promise<void> {
    const shopify = openExtension(profile, { folder: "account", language });
    shopify.localization.extensionLanguage.value = { isoCode: language };
    Object.assign(shopify, { storage });
    answerWith(profile, reply);
    await profile.render();
    await vi.waitFor(() => expect(document.body.querySelector("s-section")).not.toBeNull());
  }
  async function visitPage(panel?: object): Promise<void> {
    accountPage.openHost();
    Object.assign(accountPage.extension.shopify, { storage });
    if (panel) accountPage.replies["panel"] = panel;
    await accountPage.openAnyPage();
    await vi.waitFor(() => expect(document.body.querySelector("s-skeleton-paragraph")).toBeNull());
  }

  const answer = {
    audience: "member",
    storeUrl: "https://harbour.example",
    title: "Your rewards",
    sentences: [],
    more: "All",
    cards: [],
  };
  const own = { title: "My beans", unreachable: "No beans right now." };

  test("the profile says those of the last answer, in its language", async () => {
    await visitProfile({ ...answer, own });
    closeExtension(profile);
    await visitProfile(OFFLINE);
    expect(headings()).toEqual(["My beans"]);
    expect(shown()).toBe("No beans right now.");
    closeExtension(profile);
    await visitProfile(OFFLINE, "de");
    expect(headings()).toEqual(["Deine Prämien"]);
    closeExtension(profile);
  });

  test("those that the last answer did not bring any more are ours", async () => {
    await visitProfile({ ...answer, own });
    closeExtension(profile);
    await visitProfile(answer);
    closeExtension(profile);
    await visitProfile(OFFLINE);
    expect(headings()).toEqual(["Your rewards"]);
    closeExtension(profile);
  });

  test("a shop without words of its own leaves nothing behind", async () => {
    await visitProfile(answer);
    expect(kept?.size).toBe(0);
    closeExtension(profile);
  });

  test("storage that fails costs the memory, and nothing else", async () => {
    kept = null;
    await visitProfile({ ...answer, own });
    closeExtension(profile);
    await visitProfile(OFFLINE);
    expect(headings()).toEqual(["Your rewards"]);
    closeExtension(profile);
    await new Promise((resolve) => setImmediate(resolve));
    expect(rejections).toEqual([]);
  });

  test("the page says them, on its button, too", async () => {
    const page = { ...own, title: "Bean Club", retry: "Once more" };
    await visitPage({ ...accountPage.page(), own: page });
    accountPage.closeHost();
    await visitPage();
    expect(document.body.querySelector("s-page")?.getAttribute("heading")).toBe("Bean Club");
    expect(shown()).toContain("No beans right now.");
    expect(shown()).toContain("Once more");
    accountPage.closeHost();
  });
});
