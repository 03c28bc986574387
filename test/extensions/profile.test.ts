// @vitest-environment happy-dom The block beside a customer's profile, in Shopify's own tester:
// what it tells, the birthday that is entered once, and what it says when the app is out of reach.
import { getExtension } from "@shopify/ui-extensions-tester";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Card } from "../../widget/contract/card.ts";
import {
  APP_URL,
  type Language,
  answerWith,
  closeExtension,
  enter,
  extensions,
  find,
  headings,
  openExtension,
  sent,
  shown,
} from "./extension-page.ts";

const extension = getExtension("customer-account.profile.block.render", {
  configSearchDir: `${extensions}/account`,
});

function open(language: Language): void {
  const shopify = openExtension(extension, { folder: "account", language });
  shopify.localization.extensionLanguage.value = { isoCode: language };
}

beforeEach(() => open("en"));
afterEach(() => closeExtension(extension));

const birthday: Card = {
  id: "birthday/date",
  title: "Your birthday",
  text: "Tell us when it is.",
  worth: "250 Beans",
  isDone: false,
  note: "A date counts 30 days after you entered it.",
  action: {
    kind: "form",
    label: "Save",
    path: "birthday",
    fields: [
      {
        name: "birthDate",
        label: "Date of birth",
        type: "date",
        required: true,
        hint: "From the age of 16.",
        autocomplete: "bday",
      },
    ],
  },
};
const answer = {
  audience: "member",
  storeUrl: "https://harbour.example",
  title: "Your rewards",
  sentences: ["You have 100 Beans to spend.", "Your tier: Gold."],
  more: "All rewards and your balance",
  cards: [birthday],
};

const openWith = async (...replies: Parameters<typeof answerWith>[1][]) => {
  answerWith(extension, ...replies);
  await extension.render();
  await vi.waitFor(() => expect(sent.length).toBeGreaterThan(0));
};
const expectToRead = (text: string) => vi.waitFor(() => expect(shown()).toContain(text));

test("tells what there is, and leads to everything", async () => {
  await openWith(answer);
  await expectToRead("You have 100 Beans to spend.Your tier: Gold.");
  expect(headings()).toEqual(["Your rewards", "Your birthday"]);
  expect(find("s-link").getAttribute("href")).toBe("extension:loyalty-page/");
  expect(sent[0]).toMatchObject({
    url: `${APP_URL}/extensions/account/profile?locale=en`,
    authorization: "Bearer mock-session-token",
  });
});

describe("the birthday", () => {
  const enterDate = async (day: string, month: string, year: string) => {
    await expectToRead(birthday.text);
    enter('[name="birthDate-day"]', day);
    enter('[name="birthDate-month"]', month);
    enter('[name="birthDate-year"]', year);
    find("s-form").dispatchEvent(new Event("submit"));
  };
  const namesOfFields = () =>
    [...document.body.querySelectorAll("s-grid > *")].map((field) => field.getAttribute("name"));

  test("is entered as day, month and year, in the order of the language", async () => {
    await openWith(answer);
    await expectToRead("January");
    expect(namesOfFields()).toEqual(["birthDate-month", "birthDate-day", "birthDate-year"]);
    closeExtension(extension);
    open("de");
    await openWith(answer);
    await expectToRead("Januar");
    expect(namesOfFields()).toEqual(["birthDate-day", "birthDate-month", "birthDate-year"]);
  });

  test("is sent as one date, and the card says what became of it", async () => {
    const known = { ...birthday, text: "Born on February 9, 1988.", isDone: true };
    await openWith(answer, { card: known, message: "Thank you!" }, { ...answer, cards: [known] });
    await enterDate("9", "2", "1988");
    await expectToRead("Born on February 9, 1988.");
    await expectToRead("Thank you!");
    expect(sent[1]).toEqual({
      url: `${APP_URL}/extensions/account/birthday`,
      method: "POST",
      authorization: "Bearer mock-session-token",
      body: { values: { birthDate: "1988-02-09" }, locale: "en" },
    });
  });

  test("that is known stands in its fields, and can be sent again as it is", async () => {
    const action = birthday.action as Extract<Card["action"], { kind: "form" }>;
    const fields = action.fields.map((field) => ({ ...field, value: "1988-02-09" }));
    const known = { ...birthday, isDone: true, action: { ...action, label: "Change", fields } };
    await openWith({ ...answer, cards: [known] }, { message: "That is what we have." });
    await expectToRead("Change");
    find("s-form").dispatchEvent(new Event("submit"));
    await expectToRead("That is what we have.");
    expect(sent[1]?.body).toMatchObject({ values: { birthDate: "1988-02-09" } });
  });

  test("that is none is refused beside its first field", async () => {
    await openWith(answer, { message: "There is no such day.", field: "birthDate" });
    await enterDate("30", "2", "1988");
    await vi.waitFor(() =>
      expect(find('[name="birthDate-month"]').getAttribute("error")).toBe("There is no such day."),
    );
    expect(find('[name="birthDate-day"]').getAttribute("error")).toBeNull();
  });

  test("that got lost can be sent again, and is sent once at a time", async () => {
    await openWith(answer, new Error("offline"), { card: birthday, message: "Thank you!" });
    await enterDate("9", "2", "1988");
    find("s-form").dispatchEvent(new Event("submit"));
    await expectToRead("This could not be sent. Please try again.");
    expect(sent).toHaveLength(2);
    find("s-form").dispatchEvent(new Event("submit"));
    await expectToRead("Thank you!");
  });
});

test("what one card brings about is seen on the others", async () => {
  const action: Card["action"] = {
    kind: "form",
    label: "Remove",
    path: "settings/birthday",
    fields: [],
  };
  const removal: Card = { ...birthday, id: "settings/birthday", title: "Forget it", action };
  const known = { ...birthday, text: "Born on February 9, 1988.", isDone: true, action: null };
  await openWith(
    { ...answer, cards: [known, removal] },
    { card: null, message: "It is forgotten." },
    answer,
  );
  await expectToRead("Born on");
  find("s-form").dispatchEvent(new Event("submit"));
  await expectToRead("It is forgotten.");
  await expectToRead(birthday.text);
  expect(headings()).toEqual(["Your rewards", "Your birthday"]);
});

test("a gift leads to the store with its code", async () => {
  const gift: Card = {
    id: "birthday",
    title: "Happy birthday!",
    text: "€5 off",
    isDone: false,
    note: "Code ABC",
    action: { kind: "link", label: "Use it now", href: "/discount/ABC", path: null },
  };
  await openWith({ ...answer, cards: [gift] });
  await expectToRead("Code ABC");
  expect(find("s-button").getAttribute("href")).toBe("https://harbour.example/discount/ABC");
});

test("a gift can be chosen", async () => {
  const options = [
    { value: "points", label: "250 Beans" },
    { value: "reward", label: "€5 off" },
  ];
  const field = {
    name: "gift",
    label: "Gift",
    type: "choice",
    options,
    required: true,
    hint: null,
  };
  const action = { kind: "form", label: "Choose", path: "birthday/choice", fields: [field] };
  const choice = { ...birthday, id: "birthday", action };
  await openWith({ ...answer, cards: [choice] }, { card: null, message: "Your gift: 250 Beans." });
  await expectToRead("€5 off");
  enter('[name="gift"]', "points");
  find("s-form").dispatchEvent(new Event("submit"));
  await expectToRead("Your gift: 250 Beans.");
  expect(sent[1]).toMatchObject({
    url: `${APP_URL}/extensions/account/birthday/choice`,
    body: { values: { gift: "points" } },
  });
});

test.each([
  ["is out of reach", new Error("offline")],
  ["has no program", 404],
  ["answers something else", "<html>"],
])("while the app %s, the profile says so and stays as it is", async (_, reply) => {
  await openWith(reply);
  await expectToRead("Your balance cannot be shown at the moment.");
  expect(headings()).toEqual(["Your rewards"]);
});
