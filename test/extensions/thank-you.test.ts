// @vitest-environment happy-dom
// The block after checkout, in Shopify's own tester: with the app, late or wrong, and without it.
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { APP_URL, drawn, enter, find, headings, inTime, sent, shown } from "./extension-page.ts";
import {
  closePage,
  extension,
  keepBalance,
  memberAnswer,
  openPage,
  replyWith,
} from "./thank-you-page.ts";

beforeEach(() => {
  openPage();
});
afterEach(() => {
  closePage();
  vi.useRealTimers();
});

const expectToRead = (text: string) => vi.waitFor(() => expect(shown()).toContain(text));

describe("a member", () => {
  test("reads what the order earned, and what there is to spend", async () => {
    replyWith(memberAnswer);
    await extension.render();
    await expectToRead("You earned 100 Beans with this order.You have 1,240 Beans to spend.");
    expect(headings()).toEqual(["Your rewards"]);
  });

  test("is asked about by a token, with the order's number and the page's language", async () => {
    replyWith(memberAnswer);
    await extension.render();
    await expectToRead("Beans");
    const [question] = sent;
    expect(question?.url).toBe(`${APP_URL}/extensions/thank-you?locale=en&order=5123`);
    expect(question?.authorization).toBe("Bearer mock-session-token");
    expect(sent).toHaveLength(1);
  });

  test("reads in the name of one", async () => {
    const order = { state: "counted", points: 1, waits: null };
    replyWith({ ...memberAnswer, order });
    await extension.render();
    await expectToRead("You earned 1 Bean with");
  });

  test("reads when points that wait can be spent, as the app says it", async () => {
    const waits = "They will be yours to spend 14 days after your order has shipped.";
    replyWith({ ...memberAnswer, order: { state: "counted", points: 100, waits } });
    await extension.render();
    await expectToRead(waits);
  });

  test("reads nothing of an order that earned nothing", async () => {
    replyWith({ ...memberAnswer, order: { state: "counted", points: 0, waits: null } });
    await extension.render();
    await expectToRead("1,240 Beans");
    expect(shown()).toBe("You have 1,240 Beans to spend.");
  });
});

describe("an order that the app has not heard of", () => {
  const counting = { ...memberAnswer, order: { state: "counting" } };

  test("is asked about again until it is counted", async () => {
    vi.useFakeTimers();
    replyWith(counting, counting, memberAnswer);
    await extension.render();
    await inTime(() => expect(shown()).toContain("still being counted"));
    await inTime(() => expect(shown()).toContain("You earned 100 Beans"));
    await vi.advanceTimersByTimeAsync(120_000);
    expect(sent).toHaveLength(3);
  });

  test("is given up after five questions", async () => {
    vi.useFakeTimers();
    replyWith(counting);
    await extension.render();
    await inTime(() => expect(sent).toHaveLength(5), 10_000);
    await vi.advanceTimersByTimeAsync(600_000);
    expect(sent).toHaveLength(5);
    expect(shown()).toContain("You will find it in your account shortly.");
  });

  test("leaves what is known where a later question fails", async () => {
    vi.useFakeTimers();
    replyWith(counting, 503);
    await extension.render();
    await inTime(() => expect(sent).toHaveLength(2));
    expect(shown()).toContain("1,240 Beans");
  });
});

test("a guest is told what members have, and where to become one", async () => {
  extension.shopify.shop.storefrontUrl = "https://harbour.example";
  replyWith({ audience: "guest" });
  await extension.render();
  await expectToRead("What this order earns is kept for you");
  expect(find("s-button").getAttribute("href")).toBe("https://harbour.example/account");
});

test.each([
  ["exact", "Members earn 80 Beans with this order."],
  ["at_least", "Members earn at least 80 Beans with this order."],
  ["up_to", "Members earn up to 80 Beans with this order."],
])("a guest is told what the order earns, and that it is kept: %s", async (certainty, sentence) => {
  const { pointsName } = memberAnswer;
  replyWith(
    { audience: "guest" },
    { audience: "guest", pointsName, estimate: { points: 80, certainty } },
  );
  await extension.render();
  await expectToRead(sentence);
  expect(shown()).toContain("What this order earns is kept for you");
  expect(sent.at(-1)).toMatchObject({ url: `${APP_URL}/extensions/checkout`, method: "POST" });
});

describe("without the app", () => {
  const failures: [string, () => void][] = [
    ["has no access to the network", () => replyWith(new Error("fetch() is not available"))],
    ["answers that it cannot", () => replyWith(503)],
    ["refuses the token", () => replyWith(401)],
    ["answers something else", () => replyWith("<html>")],
    ["is nowhere", () => vi.stubEnv("APP_URL", undefined)],
  ];

  test.each(failures)("that %s, the balance beside the customer is shown", async (_, fail) => {
    keepBalance("340");
    fail();
    await extension.render();
    await expectToRead("Your balance: 340.");
    expect(headings()).toEqual(["Your rewards"]);
  });

  test.each(failures)("that %s, nothing is shown where nothing is known", async (_, fail) => {
    fail();
    await extension.render();
    await vi.waitFor(() => expect(document.body.children).toHaveLength(0));
  });

  test("no token is asked for where nobody said where the app is", async () => {
    const get = vi.fn<() => Promise<string>>(async () => "token");
    extension.shopify.sessionToken.get = get;
    vi.stubEnv("APP_URL", "");
    keepBalance("1");
    await extension.render();
    await expectToRead("Your balance: 1.");
    expect(get).not.toHaveBeenCalled();
  });

  test.each([
    ["none", ""],
    ["a broken one", "12.5"],
  ])("%s is no balance", async (_, value) => {
    replyWith(503);
    if (value !== "") keepBalance(value);
    await extension.render();
    await vi.waitFor(() => expect(document.body.children).toHaveLength(0));
  });

  test("another thing's balance is not the customer's", async () => {
    replyWith(503);
    keepBalance("340", "shop");
    await extension.render();
    await vi.waitFor(() => expect(document.body.children).toHaveLength(0));
  });
});

const referral = {
  title: "Bring friends",
  text: "500 Beans for you, 10% off for them.",
  link: "https://harbour-coffee.myshopify.com/apps/loyalty/r/abc",
  copyLabel: "Copy link",
};
const birthday = {
  id: "birthday",
  title: "Happy birthday!",
  text: "€5 off is yours.",
  isDone: false,
  note: "Code ABC, until 3 May",
  action: { kind: "link", label: "Use it", href: "https://harbour.example/d/ABC", path: null },
};
const survey = {
  id: "survey",
  title: "One question",
  text: "",
  worth: "10 Beans",
  isDone: false,
  note: null,
  action: {
    kind: "form",
    label: "Send",
    path: "survey/answer",
    fields: [
      { name: "score", label: "How likely?", type: "scale", required: true, hint: "0 to 10" },
      {
        name: "comment",
        label: "Why?",
        type: "text",
        required: false,
        hint: null,
        maxLength: 1_000,
      },
    ],
  },
};

describe("the link of one's own", () => {
  test("can be read and copied, and says so", async () => {
    replyWith({ ...memberAnswer, referral });
    await extension.render();
    await expectToRead(referral.text);
    expect(find("s-text-field").getAttribute("value")).toBe(referral.link);
    const [item, button] = [find("s-clipboard-item"), find("s-button")];
    expect(item.getAttribute("text")).toBe(referral.link);
    expect(button.getAttribute("command")).toBe("--copy");
    expect(button.getAttribute("commandfor") ?? button.getAttribute("commandFor")).toBe(item.id);
    item.dispatchEvent(new Event("copy"));
    await expectToRead("Copied");
    item.dispatchEvent(new Event("copyerror"));
    await expectToRead("copy it by hand");
  });
});

test("a birthday gift leads to the store", async () => {
  replyWith({ ...memberAnswer, birthday });
  await extension.render();
  await expectToRead(`${birthday.text}${birthday.note}`);
  expect(find("s-button").getAttribute("href")).toBe(birthday.action.href);
});

describe("the question", () => {
  const submit = () => find("s-form").dispatchEvent(new Event("submit"));

  const answer = async (...replies: Parameters<typeof replyWith>) => {
    replyWith({ ...memberAnswer, survey }, ...replies);
    await extension.render();
    await expectToRead("0 to 10");
    expect(document.body.querySelectorAll("s-option")).toHaveLength(11);
    enter("s-select", "9");
    enter("s-text-area", "Good beans");
    await drawn();
    submit();
  };

  test("is answered once, with a number and a comment", async () => {
    await answer({ card: null, message: "Thank you. You got 10 Beans for it." });
    submit();
    await expectToRead("Thank you. You got 10 Beans for it.");
    expect(sent.slice(1)).toEqual([
      {
        url: `${APP_URL}/extensions/survey/answer`,
        method: "POST",
        authorization: "Bearer mock-session-token",
        body: { values: { score: "9", comment: "Good beans" }, locale: "en" },
      },
    ]);
    expect(document.body.querySelector("s-form")).toBeNull();
  });

  test("says beside the field what is wrong", async () => {
    await answer({ message: "Choose a number from 0 to 10.", field: "score" });
    await vi.waitFor(() =>
      expect(find("s-select").getAttribute("error")).toBe("Choose a number from 0 to 10."),
    );
    expect(find("s-text-area").getAttribute("error")).toBeNull();
  });

  test("can be sent again after it got lost", async () => {
    await answer(new Error("offline"), { card: null, message: "Thank you." });
    await expectToRead("This could not be sent. Please try again.");
    submit();
    await expectToRead("Thank you.");
    expect(sent).toHaveLength(3);
  });
});

test.each([
  ["hide_referral", "Bring friends"],
  ["hide_birthday", "Happy birthday!"],
  ["hide_question", "One question"],
])("a merchant can hide it: %s", async (key, heading) => {
  extension.shopify.settings.value = {
    hide_referral: false,
    hide_birthday: false,
    hide_question: false,
    [key]: true,
  };
  replyWith({ ...memberAnswer, referral, birthday, survey });
  await extension.render();
  await expectToRead("1,240 Beans");
  expect(headings()).toHaveLength(3);
  expect(headings()).not.toContain(heading);
});
