// @vitest-environment happy-dom The block on the page of an order, in Shopify's own tester: its
// points with their reasons, and what strangers, old orders and a missing app come to.
import { getExtension } from "@shopify/ui-extensions-tester";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { MemberOrderAnswer } from "../../widget/contract/account.ts";
import {
  APP_URL,
  answerWith,
  balanceEntry,
  buttonOf,
  closeExtension,
  extensions,
  headings,
  openExtension,
  sent,
  shown,
} from "./extension-page.ts";

const extension = getExtension("customer-account.order-status.block.render", {
  configSearchDir: `${extensions}/account`,
});

beforeEach(() => {
  const shopify = openExtension(extension, { folder: "account", language: "en" });
  shopify.localization.extensionLanguage.value = { isoCode: "en" };
  placeOrder(Date.now());
});
function placeOrder(at: number): void {
  const processedAt = new Date(at).toISOString();
  extension.shopify.order.value = {
    id: "gid://shopify/Order/5123",
    name: "#1001",
    processedAt,
  };
}
afterEach(() => {
  closeExtension(extension);
  vi.useRealTimers();
});

const expectToRead = (text: string) => vi.waitFor(() => expect(shown()).toContain(text));
const expectNothing = () =>
  vi.waitFor(() => {
    expect(sent.length).toBeGreaterThan(0);
    expect(document.body.children).toHaveLength(0);
  });

const counting: MemberOrderAnswer = {
  audience: "member",
  title: "What this order earns",
  standing: "counting",
  badge: null,
  sentences: ["What this order earns is still being counted."],
  details: "What happened to them",
  movements: [],
};
const counted: MemberOrderAnswer = {
  ...counting,
  standing: "waiting",
  badge: "On their way",
  sentences: ["You earned 100 Beans.", "They come on 3 May."],
  movements: [
    {
      id: "1",
      kind: "accrual",
      points: 100,
      occurredAt: "2026-04-19T10:00:00.000Z",
      occurredOn: "2026-04-19",
      why: "#1001 of €50",
    },
  ],
};

test("tells where the order's points are, and why they came", async () => {
  answerWith(extension, counted);
  await extension.render();
  await expectToRead("On their wayYou earned 100 Beans.They come on 3 May.");
  expect(headings()).toEqual(["What this order earns"]);
  expect(shown()).toContain("April 19, 2026 · +100 · #1001 of €50");
  expect(sent).toEqual([
    {
      url: `${APP_URL}/extensions/account/order?order=5123&locale=en`,
      method: "GET",
      authorization: "Bearer mock-session-token",
      body: null,
    },
  ]);
});

describe("an order that is being counted", () => {
  test("is asked about again until it is counted", async () => {
    vi.useFakeTimers();
    answerWith(extension, counting, counted);
    await extension.render();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(shown()).toContain("being counted");
    await vi.advanceTimersByTimeAsync(60_000);
    expect(shown()).toContain("You earned 100 Beans.");
    expect(sent).toHaveLength(2);
  });

  test("is asked about five times at most", async () => {
    vi.useFakeTimers();
    answerWith(extension, counting);
    await extension.render();
    await vi.advanceTimersByTimeAsync(600_000);
    expect(sent).toHaveLength(5);
  });

  test("is none of ours where it was there before the app", async () => {
    placeOrder(Date.now() - 2 * 3_600_000);
    answerWith(extension, counting);
    await extension.render();
    await expectNothing();
  });
});

describe("whoever has not logged in", () => {
  test("learns nothing before they do, and the app is not asked", async () => {
    const requireLogin = vi.fn<() => Promise<void>>(async () => {});
    extension.shopify.requireLogin = requireLogin;
    extension.shopify.authenticationState.value = "pre_authenticated";
    extension.shopify.appMetafields.value = [balanceEntry("340")];
    answerWith(extension, counted);
    await extension.render();
    await expectToRead("Log in to see");
    expect(shown()).not.toContain("340");
    expect(sent).toEqual([]);
    buttonOf("Log in").dispatchEvent(new Event("click"));
    expect(requireLogin).toHaveBeenCalledOnce();
  });

  test("is asked to where the token names nobody", async () => {
    answerWith(extension, { audience: "guest" });
    await extension.render();
    await expectToRead("Log in to see");
  });
});

describe("without the app", () => {
  const failures: [string, Error | number | string][] = [
    ["no access to the network", new Error("fetch() is not available")],
    ["an app that cannot answer", 503],
    ["something else that answers", "<html>"],
  ];

  test.each(failures)("the balance beside the customer is shown: %s", async (_, reply) => {
    extension.shopify.appMetafields.value = [balanceEntry("340")];
    answerWith(extension, reply);
    await extension.render();
    await expectToRead("Your balance: 340.");
  });

  test.each(failures)("nothing is shown where nothing is known: %s", async (_, reply) => {
    answerWith(extension, reply);
    await extension.render();
    await expectNothing();
  });
});
