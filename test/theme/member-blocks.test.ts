// The blocks that speak of members to others: what joining brings, what is open to some before
// everybody, and what members did, as Liquid paints them.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Liquid, filters } from "liquidjs";
import { describe, expect, test } from "vitest";
import { registerTags } from "../../simulator/screens/liquid/tags.ts";
import { demoProgram, readable, renderBlock } from "./render-theme.ts";

type Changes = NonNullable<Parameters<typeof renderBlock>[1]>;
/** Thin and unbreakable spaces look like others. */
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, " ");

const everybody = {
  id: "bronze",
  name: "Bronze",
  entry: "earned",
  ways: [],
  benefits: ["Free <gift> wrap"],
};
const gold = {
  id: "gold",
  name: "Gold & more",
  entry: "earned",
  ways: [[{ counter: "orders", count: 5 }]],
  benefits: [],
};
const top = { ...gold, id: "top", name: "Top" };
const hidden = { ...gold, id: "staff", name: "Staff", entry: "manual", ways: [] };
const tiers = { window: { kind: "lifetime" }, list: [everybody, gold, top, hidden] };

describe("the membership offer", () => {
  const ways = [
    { name: "Newsletter", trigger: "newsletter", points: 20 },
    { name: "Create an <account>", trigger: "account", points: 50 },
  ];
  const program = { ...demoProgram, tiers, ways, birthday: true };
  const text = (changes: Changes = {}) =>
    plain(readable(renderBlock("loyalty-join", { program, ...changes })));

  test("tells guests what everybody gets who joins, and where", () => {
    expect(text()).toBe(
      "Become a member Create an &lt;account&gt; 50 Beans 2 Beans for every €1 you spend " +
        "€5 off for 100 Beans Free &lt;gift&gt; wrap A gift for your birthday " +
        "More with every tier: Gold &amp; more, Top Create an account Log in",
    );
    expect(renderBlock("loyalty-join", { program })).toContain('href="/account/register"');
    expect(text({ settings: { show_tiers: false } })).not.toContain("Top");
    expect(text({ settings: { heading: "Join <us>" } })).toMatch(/^Join &lt;us&gt;/);
  });

  test("promises nothing that the program does not have", () => {
    expect(text({ program: { ...demoProgram, rewards: [] } })).toBe(
      "Become a member 2 Beans for every €1 you spend Create an account Log in",
    );
  });

  test("is not for members, and the merchant who is one reads so", () => {
    expect(text({ balance: null })).toBe("");
    expect(text({ balance: 5, isDesignMode: true })).toContain("only guests");
    expect(text({ program: null })).toBe("");
    expect(text({ program: null, isDesignMode: true })).toContain("save your program");
  });

  test("leads nowhere in a store without accounts, and says how one becomes a member", () => {
    const markup = renderBlock("loyalty-join", { program, hasAccounts: false });
    expect(markup).not.toContain("href");
    expect(readable(markup)).toContain("You become a member with your first order.");
  });
});

describe("early access", () => {
  const snippet = fileURLToPath(
    new URL("../../extensions/theme/snippets/loyalty-moment.liquid", import.meta.url),
  );
  const program = { ...demoProgram, tiers };
  const product = { id: 11, variants: [{ id: 9_002 }, { id: 9_003 }] };
  const settings = {
    until: "2026-12-24 10:00",
    tier: " gold & MORE ",
    content: "<p>Order now</p>",
  };
  const now = new Date("2026-12-01T12:00:00Z");
  const markup = ({ settings: own = {}, ...changes }: Changes = {}) =>
    renderBlock("loyalty-early", {
      program,
      product,
      now,
      ...changes,
      settings: { ...settings, ...own },
    });
  const text = (changes: Changes = {}) => plain(readable(markup(changes)));

  test("is for members of the tier and of those above it", () => {
    expect(text({ balance: 1, tier: "gold" })).toBe("Early access Order now");
    expect(text({ balance: 1, tier: "top" })).toBe("Early access Order now");
    for (const tier of ["bronze", "(none)", "unknown"]) {
      expect(text({ balance: 1, tier })).toContain("Opens for everybody");
    }
  });

  test("is for who redeemed points for it, whatever their tier", () => {
    const entitlements = [{ productIds: ["11"], collectionIds: [], until: null }];
    expect(text({ balance: 1, entitlements })).toBe("Early access Order now");
    const shown = { balance: 1, entitlements, settings: { product: { ...product, id: 12 } } };
    expect(text(shown)).toContain("Opens for everybody");
    const ofCollection = [{ productIds: [], collectionIds: ["31"], until: null }];
    expect(
      text({ balance: 1, entitlements: ofCollection, settings: { collection: { id: 31 } } }),
    ).toBe("Early access Order now");
    expect(
      text({ balance: 1, entitlements, settings: { collection: { id: 31 } } }),
      "the block's collection counts, and not the product of the page",
    ).toContain("Opens for everybody");
  });

  test("says to others for whom it is open, when for everybody, and where to sign in", () => {
    expect(text()).toBe(
      "Early access Open already for members from Gold &amp; more on. " +
        "Opens for everybody on Dec 24, 2026, 10:00. Log in Create an account " +
        hiddenForm(markup()),
    );
    expect(text({ balance: 1 })).not.toContain("Log in");
    expect(text({ settings: { others: "<p>Soon</p>" } })).toContain("Soon Opens for everybody");
    expect(text({ locale: "de" })).toContain("Für alle offen ab 24.12.2026, 10:00.");
  });

  /** What stands in the style element is no text to a reader. */
  const hiddenForm = (html: string) =>
    plain(readable(html.slice(html.indexOf("<style>"), html.indexOf("</style>"))));

  test("takes the buy button from others alone, and only where the merchant wants it", () => {
    expect(markup()).toMatch(/:has\(\s*\[value="9002"\],\s*\[value="9003"\]\s*\)/);
    expect(markup({ balance: 1, tier: "gold" })).not.toContain("<style>");
    expect(markup({ settings: { hide_form: false } })).not.toContain("<style>");
    expect(markup({ product: undefined as never })).not.toContain("<style>");
  });

  test("is over at the minute, by the store's own clock", () => {
    const at = (moment: string, changes: Changes = {}) =>
      text({ now: new Date(moment), ...changes });
    expect(at("2026-12-24T08:59:59Z")).toContain("Opens for everybody");
    expect(at("2026-12-24T09:00:00Z")).toBe("");
    expect(at("2026-12-24T09:00:00Z", { isDesignMode: true })).toContain("open for everybody");
  });

  test("opens by the clock of its own day, where the clocks change until then", () => {
    const summer = { until: "2027-04-10 10:00" };
    expect(text({ settings: summer })).toContain("Apr 10, 2027, 10:00");
    const at = (moment: string) => text({ settings: summer, now: new Date(moment) });
    expect(at("2027-04-10T07:59:59Z")).toContain("Opens for everybody");
    expect(at("2027-04-10T08:00:00Z")).toBe("");
  });

  test.each([
    ["keeps the offset that a date is written with", true, "2027-04-10 10:00 +0100"],
    ["tells all dates by the store's clock", false, "2027-04-10 10:00 +0200"],
  ])("takes the clock as well as it is known where Liquid %s", (_, preserveTimezones, expected) => {
    const engine = new Liquid({ preserveTimezones, timezoneOffset: "Europe/Berlin" });
    engine.registerFilter("date", function (moment: unknown, format: unknown) {
      if (typeof filters["date"] !== "function") throw new Error("Liquid has no filter for dates.");
      return filters["date"].call(this, moment === "now" ? now : moment, format);
    });
    registerTags(engine);
    const template = readFileSync(snippet, "utf8");
    expect(engine.parseAndRenderSync(template, { told: "2027-04-10 10:00" })).toBe(expected);
  });

  test("is not shown with a moment that nobody can read, and the merchant reads how", () => {
    for (const until of ["", "Christmas", "24.12.2026"]) {
      expect(text({ settings: { until } })).toBe("");
      expect(text({ settings: { until }, isDesignMode: true })).toContain("2026-12-24 10:00");
    }
  });

  test("tells the merchant of a tier that the program does not have", () => {
    const slip = { settings: { tier: "Gould" }, isDesignMode: true };
    expect(text(slip)).toContain("no tier of this name");
    expect(text({ ...slip, balance: 1, tier: "gold" })).toContain("Opens for everybody");
  });
});

describe("what members did", () => {
  const at = Date.UTC(2026, 2, 1) / 1_000;
  const recent = {
    at,
    days: 7,
    facts: [
      { kind: "earned", members: 1_042, points: 12_300 },
      { kind: "redeemed", members: 18 },
      { kind: "favourite", rewardId: "twelve", members: 12 },
    ],
  };
  const text = (changes: Changes = {}, told: object = {}) =>
    plain(
      readable(
        renderBlock("loyalty-recent", {
          program: { ...demoProgram, recent: { ...recent, ...told } },
          now: new Date(at * 1_000),
          ...changes,
        }),
      ),
    );

  test("is told in figures, and what it is of", () => {
    expect(text()).toBe(
      "In the last 7 days 1,042 members earned 12,300 Beans 18 members chose a reward " +
        "Chosen most: €12.50 off, by 12 members",
    );
    expect(text({}, { days: 1 })).toMatch(/^Since yesterday /);
    expect(text({ locale: "tr" })).toContain("1.042 üye 12.300 Beans kazandı");
  });

  test("leaves out a reward that the program no longer has", () => {
    const facts = [recent.facts[1], { kind: "favourite", rewardId: "gone", members: 12 }];
    expect(text({}, { facts })).toBe("In the last 7 days 18 members chose a reward");
  });

  test("is silent where there is nothing, where it is not wanted, and where it is old", () => {
    expect(text({}, { facts: [] })).toBe("");
    expect(text({ program: demoProgram })).toBe("");
    const days = (count: number) => new Date((at + count * 86_400) * 1_000);
    expect(text({ now: days(2.9) })).not.toBe("");
    expect(text({ now: days(3) })).toBe("");
    expect(text({ now: days(3), isDesignMode: true })).toContain("switch on");
  });
});
