// @vitest-environment happy-dom What cards show and ask, in the panel of a page: driven by hand,
// answered over the app proxy.
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { withNumbers } from "../support/with-numbers.ts";
import type { Card, CardField } from "../../widget/contract/card.ts";
import { open } from "../../widget/src/panel.tsx";
import { panelTextsIn } from "../../widget/words/panel-texts.ts";
import { aCard, aMemberAnswer } from "./panel-answers.ts";
import { panel, press, root, setUpPage, shop, shows, words } from "./panel-page.ts";

beforeEach(() => {
  setUpPage();
  localStorage.clear();
});
afterEach(() => vi.unstubAllGlobals());

const aField = (changes: Partial<CardField> = {}): CardField => ({
  name: "comment",
  label: "Why?",
  type: "text",
  required: false,
  hint: null,
  ...changes,
});
const aForm = (fields: CardField[], changes: Partial<Card> = {}): Card =>
  aCard({ action: { kind: "form", label: "Send", path: "card", fields }, ...changes });

const openCards = async (...cards: Card[]) => {
  shop.state = aMemberAnswer({ cards });
  await open(root, "earn");
  await shows("How you earn");
};
const one = <Kind extends HTMLElement>(selector: string): Kind => {
  const found = panel().querySelector<Kind>(selector);
  if (!found) throw new Error(`no ${selector} in ${panel().innerHTML}`);
  return found;
};
/** Sends the form as a browser does that found nothing to complain of. */
const submit = () => one("form").dispatchEvent(new Event("submit", { cancelable: true }));

test("cards stand in their order, those that are done say so", async () => {
  await openCards(
    aCard(),
    aCard({ id: "earn/account", title: "Create an account", isDone: true, note: "In May" }),
  );
  expect([...panel().querySelectorAll("article")].map((card) => card.textContent)).toEqual([
    "Subscribe to our newsletter50 BeansPoints come once you have confirmed.Subscribe",
    "Create an accountDonePoints come once you have confirmed.SubscribeIn May",
  ]);
});

test("a form that nobody is to be talked into has a button that does not stand out", async () => {
  const action = { kind: "form", label: "Remove", path: "card", fields: [] } as const;
  await openCards(
    aCard({ id: "settings/birthday", action: { ...action, fields: [], isQuiet: true } }),
    aForm([]),
  );
  const buttons = [...panel().querySelectorAll("form button")];
  expect(buttons.map(({ className }) => className)).toEqual(["plain", "main"]);
});

test("the overview leads to them", async () => {
  shop.state = aMemberAnswer({
    cards: [aCard(), aCard({ id: "refer", isDone: true }), aCard({ id: "event", action: null })],
  });
  await open(root, "");
  await shows("Next reward");
  press("Subscribe to our newsletter");
  await expect.poll(words).toContain("Points come once you have confirmed.");
});

test("the overview counts them where there are several", async () => {
  shop.state = aMemberAnswer({ cards: [aCard(), aCard({ id: "refer" })] });
  await open(root, "");
  await expect.poll(words).toContain("2 more ways to earn");
});

describe("a form", () => {
  test("sends what was entered, and says what became of it", async () => {
    await openCards(aForm([aField({ maxLength: 500 }), aField({ name: "email", type: "email" })]));
    one<HTMLTextAreaElement>("textarea").value = "Because";
    one<HTMLInputElement>("[type=email]").value = "a@example.com";
    const card = aForm([], { isDone: true, action: null });
    shop.cardAnswer = { card, message: "Thank you very much." };
    shop.state = aMemberAnswer({ cards: [card] });
    submit();
    await shows("Thank you very much.");
    expect(shop.sent).toEqual([["card", { comment: "Because", email: "a@example.com" }]]);
    expect(panel().activeElement?.textContent).toBe("Thank you very much.");
    expect(words()).toContain("Done");
  });

  test("says what is wrong at its field, which then has the focus", async () => {
    await openCards(aForm([aField(), aField({ name: "email", type: "email", hint: "Yours" })]));
    shop.cardAnswer = { message: "There is no such address.", field: "email" };
    one<HTMLInputElement>("[type=email]").value = "a@b";
    submit();
    await shows("There is no such address.");
    const field = one<HTMLInputElement>("[type=email]");
    expect(panel().activeElement).toBe(field);
    expect([field.value, field.getAttribute("aria-invalid")]).toEqual(["a@b", "true"]);
    const about = (field.getAttribute("aria-describedby") ?? "")
      .split(" ")
      .map((id) => panel().getElementById(id)?.textContent);
    expect(about).toEqual(["Yours", "There is no such address."]);
    expect(panel().querySelectorAll("[aria-invalid]")).toHaveLength(1);
    shop.cardAnswer = { card: null, message: "Done with it." };
    submit();
    await shows("Done with it.");
    expect(panel().querySelector("[aria-invalid]")).toBeNull();
  });

  test("says a refusal that is about no field below, and an answer that is lost, too", async () => {
    await openCards(aForm([]));
    shop.cardAnswer = { message: "The campaign is over." };
    press("Send");
    submit();
    await shows("The campaign is over.");
    shop.lostAnswers = 1;
    submit();
    await shows("Check your connection, then try again.");
    shop.cardAnswer = { card: null, message: "You take part." };
    submit();
    await shows("You take part.");
    expect(words()).not.toContain("Check your connection");
  });

  test("is sent once, however often it is pressed", async () => {
    await openCards(aForm([]));
    submit();
    submit();
    await shows("Thank you.");
    expect(shop.sent).toHaveLength(1);
  });

  test("takes a scale and a choice as text", async () => {
    const options = [
      { value: "points", label: "100 Beans" },
      { value: "reward", label: "Coffee" },
    ];
    await openCards(
      aForm([
        aField({ name: "score", type: "scale" }),
        aField({ name: "gift", type: "choice", options, value: "points" }),
      ]),
    );
    expect(panel().querySelectorAll("[name=score]")).toHaveLength(11);
    one<HTMLInputElement>("[name=score][value='10']").checked = true;
    submit();
    await shows("Thank you.");
    expect(shop.sent[0]?.[1]).toEqual({ score: "10", gift: "points" });
  });
});

describe("a date", () => {
  const birthday = aField({ name: "born", type: "date", required: true, autocomplete: "bday" });

  test.each([
    ["en-US", ["month", "day", "year"], "January"],
    ["en-GB", ["day", "month", "year"], "January"],
    ["de-AT", ["day", "month", "year"], "Jänner"],
    ["tr", ["day", "month", "year"], "Ocak"],
  ])("is entered in the order and the words of %s", async (locale, parts, january) => {
    root.dataset["locale"] = locale;
    const words = panelTextsIn(locale.slice(0, 2));
    shop.state = withNumbers(aMemberAnswer({ words, cards: [aForm([birthday])] }), locale);
    await open(root, "earn");
    await expect.poll(() => panel().querySelectorAll("fieldset").length).toBe(1);
    const fields = [...panel().querySelectorAll("form input, form select")];
    const named = (name: string) => fields.map((field) => field.getAttribute(name));
    expect(named("name")).toEqual(parts.map((part) => `born-${part}`));
    expect(named("autocomplete")).toEqual(parts.map((part) => `bday-${part}`));
    expect(one("option:nth-child(2)").textContent).toBe(january);
  });

  test.each([
    ["29", "2", "2000", "2000-02-29"],
    ["3", "11", "1985", "1985-11-03"],
    ["31", "2", "85", "0085-02-31"],
    ["", "", "", ""],
    ["1", "", "1990", "1990--01"],
  ])("day %s, month %s, year %s is sent as %s", async (day, month, year, sent) => {
    await openCards(aForm([birthday]));
    one<HTMLInputElement>("[name=born-day]").value = day;
    one<HTMLSelectElement>("[name=born-month]").value = month;
    one<HTMLInputElement>("[name=born-year]").value = year;
    submit();
    await shows("Thank you.");
    expect(shop.sent[0]?.[1]).toEqual({ born: sent });
  });
});

test("a link is followed, and its click counted", async () => {
  const href = "https://social.example/harbour";
  await openCards(aCard({ action: { kind: "link", label: "Follow us", href, path: "card" } }));
  const link = one<HTMLAnchorElement>("article a");
  expect([link.href, link.target, link.rel]).toEqual([href, "_blank", "noopener"]);
  link.addEventListener("click", (event) => event.preventDefault());
  link.click();
  await shows("Thank you.");
  expect(shop.sent).toEqual([["card", {}]]);
});

test("a code of one's own is shown as a picture and as text", async () => {
  const shown = { code: "K7Q2", scans: "RG1.K7Q2", hint: "Show it", qr: "qr/1" };
  const action = { kind: "code", label: "Your code", ...shown };
  await openCards(aCard({ action: { ...action, kind: "code" } }));
  expect(one<HTMLImageElement>("img").getAttribute("src")).toBe("/apps/loyalty/qr/1");
  expect(one("img").getAttribute("alt")).toBe("Your code");
  expect(words()).toContain("K7Q2Show it");
});

describe("a deep link", () => {
  test.each([
    ["refer", "Invite friends"],
    ["birthday", "When is your birthday?"],
  ])("to %s brings its card into view", async (name, title) => {
    shop.state = aMemberAnswer({
      cards: [
        aCard(),
        aCard({ id: "birthday", title: "When is your birthday?" }),
        aCard({ id: "refer/friends", title: "Invite friends" }),
      ],
    });
    await open(root, name);
    await expect.poll(() => panel().activeElement?.textContent).toBe(title);
  });

  test("to what is not there opens the list, and to nothing known the overview", async () => {
    await open(root, "refer");
    await shows("How you earn");
    expect(one("nav [aria-current]").textContent).toBe("Earn");
    await open(root, "elsewhere");
    expect(one("nav [aria-current]").textContent).toBe("Overview");
  });
});

test("a card that is done stays where it is until the list is opened anew", async () => {
  const first = aForm([], { id: "survey", title: "One question" });
  const second = aCard();
  await openCards(first, second);
  const done = { ...first, isDone: true, action: null };
  shop.cardAnswer = { card: done, message: "Thank you." };
  shop.state = aMemberAnswer({ cards: [second, done] });
  submit();
  await shows("Thank you.");
  const titles = () => [...panel().querySelectorAll("h4")].map((title) => title.textContent);
  expect(titles()).toEqual(["One question", "Subscribe to our newsletter"]);
  press("Rewards");
  press("Earn");
  expect(titles()).toEqual(["Subscribe to our newsletter", "One question"]);
});
