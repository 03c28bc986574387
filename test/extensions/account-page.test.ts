// @vitest-environment happy-dom The loyalty page in customer accounts: what members read and do
// there, and the same carefulness as in the panel where answers fail to come.
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { aBalance } from "../support/a-balance.ts";
import type { Card } from "../../widget/contract/card.ts";
import { aCard, aMemberAnswer, anEntry, anInvitation } from "../widget/panel-answers.ts";
import {
  STORE,
  bodiesTo,
  closeHost,
  expectToRead,
  extension,
  openAnyPage,
  openHost,
  openPage,
  page,
  press,
  replies,
  submit,
  text,
} from "./account-page-host.ts";
import { APP_URL, buttonOf, enter, find, headings, sent } from "./extension-page.ts";

beforeEach(() => openHost());
afterEach(() => closeHost());

describe("a member", () => {
  test("reads what there is, what comes and what ends", async () => {
    await openPage({
      balance: aBalance({ available: 120, pending: 30, shortfall: 5 }),
      coming: [{ points: 30, after: "date", days: 0, on: "2026-08-03" }],
      ending: { points: 20, lastDay: "2026-09-01" },
    });
    expect(text()).toContain("120 Beans30 Beans more on Aug 3, 2026");
    expect(text()).toContain("You can use 20 Beans until Sep 1, 2026.");
    expect(text()).toContain("You had spent 5 Beans before a refund.");
    expect(text()).toContain("2 Beans for every €1 you spend");
    expect(headings()).toEqual(["Your balance", "Rewards", "History"]);
    expect(sent.map(({ url }) => url)).toEqual([`${APP_URL}/extensions/account/panel?locale=en`]);
  });

  test("reads the rate of a tier that earns more, and why", async () => {
    const { program } = aMemberAnswer();
    const earning = { ...program.earning, points: "3", tier: "Gold" };
    await openPage({ program: { ...program, earning } });
    expect(text()).toContain("3 Beans for every €1 you spend, as Gold");
  });

  test("reads their tier, with a bar to the next", async () => {
    const next = { name: "Gold", missing: "3 orders", share: 400, through: null };
    await openPage({ tier: { name: "Silver", next, keep: null } });
    expect(headings()).toContain("Your tier");
    expect(text()).toContain("SilverTo become Gold, you still need: 3 orders");
    const bar = [...document.body.querySelectorAll("s-progress")][0];
    expect([bar?.getAttribute("value"), bar?.getAttribute("max")]).toEqual(["400", "1000"]);
  });

  test("reads every movement with its reason, and older ones on request", async () => {
    replies["history"] = { entries: [anEntry({ id: "old", why: "Years ago" })], nextCursor: null };
    await openPage({ history: { entries: [anEntry()], nextCursor: "cursor" } });
    expect(text()).toContain("Order #1001: €40 at 2 Beans per €1Jul 1, 2026+80");
    press("Show more");
    await expectToRead("Years ago");
    expect(sent.at(-1)?.url).toBe(`${APP_URL}/extensions/account/history?before=cursor&locale=en`);
    expect(text()).not.toContain("Show more");
  });

  test("can ask again for older movements that did not come", async () => {
    replies["history"] = [503, { entries: [], nextCursor: null }];
    await openPage({ history: { entries: [], nextCursor: "cursor" } });
    press("Show more");
    await expectToRead("Check your connection");
    press("Try again");
    await vi.waitFor(() => expect(text()).not.toContain("Try again"));
  });
});

describe("a card", () => {
  test("that is a link counts the click", async () => {
    const action: Card["action"] = {
      kind: "link",
      label: "Follow us",
      href: "https://social.example/us",
      path: "ways/page",
    };
    replies["ways/page"] = { card: aCard({ isDone: true, action: null }), message: "5 Beans!" };
    await openPage({ cards: [aCard({ action })] });
    const link = buttonOf("Follow us");
    expect([link.getAttribute("href"), link.getAttribute("target")]).toEqual([
      "https://social.example/us",
      "_blank",
    ]);
    link.dispatchEvent(new Event("click"));
    await expectToRead("5 Beans!");
    expect(bodiesTo("ways/page")).toEqual([{ values: {}, locale: "en" }]);
  });

  test("that is a link of one's own is copied, shown to scan, and told of", async () => {
    const action: Card["action"] = {
      kind: "share",
      label: "Share",
      url: "/apps/loyalty/r/abc",
      text: "Try it:",
      textLabel: "Message",
      copyLabel: "Copy link",
      qr: "qr?code=abc",
      qrLabel: "QR code",
      channels: [
        { label: "WhatsApp", means: "whatsapp", href: "https://wa.me/?text={text}%20{url}" },
      ],
      path: "referral/shared",
    };
    replies["referral/shared"] = { card: null, message: "" };
    await openPage({ cards: [aCard({ id: "refer", action })] });
    const whole = `${STORE}/apps/loyalty/r/abc`;
    expect(find<HTMLInputElement>("s-text-field").getAttribute("value")).toBe(whole);
    expect(find("s-qr-code").getAttribute("content")).toBe(whole);
    expect(find("s-link").getAttribute("href")).toBe(
      `https://wa.me/?text=${encodeURIComponent("Try it:")}%20${encodeURIComponent(whole)}`,
    );
    find("s-clipboard-item").dispatchEvent(new Event("copy"));
    await expectToRead("Copied");
    expect(bodiesTo("referral/shared")).toEqual([{ values: { means: "copy" }, locale: "en" }]);
  });

  test("that is a code shows what scanners read", async () => {
    const action: Card["action"] = {
      kind: "code",
      label: "Your code",
      code: "K7Q2-91",
      scans: "RG1.K7Q291.signed",
      hint: "Until 18:00",
      qr: "check-in/qr",
    };
    await openPage({ cards: [aCard({ id: "event", action })] });
    expect(find("s-qr-code").getAttribute("content")).toBe("RG1.K7Q291.signed");
    expect(text()).toContain("K7Q2-91Until 18:00");
  });

  test("that is gone after its answer leaves its message", async () => {
    const action: Card["action"] = {
      kind: "form",
      label: "Send",
      path: "survey/answer",
      fields: [{ name: "score", label: "How likely?", type: "scale", required: true, hint: null }],
    };
    replies["survey/answer"] = { card: null, message: "Thank you." };
    replies["panel"] = [page({ cards: [aCard({ id: "survey", action })] }), page()];
    await openPage();
    enter('[name="score"]', "9");
    submit();
    await expectToRead("Thank you.");
    expect(bodiesTo("survey/answer")).toEqual([{ values: { score: "9" }, locale: "en" }]);
  });
});

describe("an invitation", () => {
  test("is accepted, and says so", async () => {
    replies["invitations/answer"] = { outcome: "accepted" };
    replies["panel"] = [page({ invitations: [anInvitation()] }), page()];
    await openPage();
    expect(headings()).toContain("You are invited: VIP");
    press("Accept");
    await expectToRead("You are now VIP.");
    expect(bodiesTo("invitations/answer")).toMatchObject([{ tierId: "vip", answer: "accepted" }]);
  });

  test("is declined after a second question", async () => {
    replies["invitations/answer"] = { outcome: "declined" };
    await openPage({ invitations: [anInvitation()] });
    press("Decline");
    await expectToRead("Decline this invitation?");
    expect(bodiesTo("invitations/answer")).toEqual([]);
    press("Decline");
    await expectToRead("You have declined VIP.");
  });
});

describe("without the app", () => {
  test.each([
    ["has no access to the network", new Error("offline")],
    ["cannot answer", 503],
    ["is something else", "<html>"],
  ])("that %s, the page says so, and can be tried again", async (_, reply) => {
    replies["panel"] = [reply, page()];
    await openAnyPage();
    await expectToRead("Your balance cannot be shown at the moment.");
    press("Try again");
    await expectToRead("120 Beans");
  });

  test("a storage that cannot be read keeps nobody from the page", async () => {
    extension.shopify.storage.read = () => Promise.reject(new Error("no storage"));
    await openPage();
    expect(text()).toContain("120 Beans");
  });
});

test("whoever is no customer reads what an account brings", async () => {
  const { words, program, numbers } = aMemberAnswer();
  replies["panel"] = { audience: "guest", words, numbers, program, cards: [], storeUrl: STORE };
  await openAnyPage();
  await expectToRead("An account is enough");
});
