// @vitest-environment happy-dom
// The block at checkout, in Shopify's own tester: what it shows, with the app and without it.
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { REST_MS } from "../../extensions/checkout/src/use-checkout.ts";
import {
  type Page,
  closeCheckout,
  expectToRead,
  extension,
  memberAnswer,
  open,
  openCheckout,
  replyAt,
  sentTo,
} from "./checkout-page.ts";
import {
  APP_URL,
  DRAWN_MS,
  type Reply,
  balanceEntry,
  find,
  headings,
  inTime,
  sent,
  shown,
} from "./extension-page.ts";

let page: Page;
beforeEach(() => {
  page = openCheckout();
});
afterEach(closeCheckout);

describe("a member", () => {
  test("reads what the order earns, and what there is to spend", async () => {
    await open(memberAnswer);
    expect(shown()).toBe("You earn 80 Beans with this order.You have 1,240 Beans to spend.");
    expect(headings()).toEqual(["Your rewards"]);
  });

  test.each([
    ["at_least", "You earn at least 80 Beans with this order."],
    ["up_to", "You earn up to 80 Beans with this order."],
  ])("reads how sure it is: %s", async (certainty, sentence) => {
    await open({ ...memberAnswer, estimate: { points: 80, certainty } });
    expect(shown()).toContain(sentence);
  });

  test("is asked about with the cart, its amounts as text", async () => {
    await open(memberAnswer);
    const line = { quantity: 2, isSent: true };
    expect(sentTo("checkout")).toEqual([
      {
        url: `${APP_URL}/extensions/checkout`,
        method: "POST",
        authorization: "Bearer mock-session-token",
        body: {
          locale: "en",
          cart: {
            currency: "EUR",
            lines: [
              {
                ...line,
                productId: "11",
                variantId: "119",
                total: "29.9900",
                discounts: [{ code: "SPRING", amount: "3.0000" }],
              },
              { ...line, productId: "12", variantId: "129", total: "10.0000", discounts: [] },
            ],
            discounts: [{ code: null, amount: "2.5000" }],
            shipping: "4.5000",
            tax: null,
            total: "41.9900",
            isPaidByGiftCard: false,
          },
        },
      },
    ]);
  });

  test("is told anew once a cart that changes has come to rest", async () => {
    vi.useFakeTimers();
    const later = { ...memberAnswer, estimate: { points: 90, certainty: "exact" } };
    replyAt({ checkout: [memberAnswer, later] });
    await extension.render();
    await inTime(() => expect(shown()).toContain("80 Beans"));
    for (const amount of [42, 43, 44]) {
      page.total.set({ amount, currencyCode: "EUR" });
      await vi.advanceTimersByTimeAsync(REST_MS - DRAWN_MS);
    }
    expect(sent).toHaveLength(1);
    await inTime(() => expect(shown()).toContain("You earn 90 Beans"));
    expect(sent).toHaveLength(2);
  });

  test("reads no estimate of a cart that was, where the app is gone meanwhile", async () => {
    vi.useFakeTimers();
    replyAt({ checkout: [memberAnswer, 503] });
    await extension.render();
    await inTime(() => expect(shown()).toContain("80 Beans"));
    page.total.set({ amount: 12, currencyCode: "EUR" });
    await inTime(() => expect(shown()).toBe("You have 1,240 Beans to spend."));
  });

  test("of a cart too large to send is told the rest", async () => {
    const [line] = extension.shopify.lines.value;
    if (line === undefined) throw new Error("The cart is empty");
    extension.shopify.lines.value = Array.from({ length: 120 }, () => line);
    await open({ ...memberAnswer, estimate: null });
    expect(sentTo("checkout")).toMatchObject([{ body: { cart: null } }]);
  });
});

test.each([
  ["de", "Mit dieser Bestellung sammelst du 80 Beans."],
  ["es", "Con este pedido ganas 80 Beans."],
  ["fr", "Avec cette commande, vous gagnez 80 Beans."],
  ["tr", "Bu siparişle 80 Beans kazanırsınız."],
] as const)("everybody reads it in their language: %s", async (language, sentence) => {
  closeCheckout();
  openCheckout(language);
  await open(memberAnswer);
  expect(shown()).toContain(sentence);
  expect(sentTo("checkout")).toMatchObject([{ body: { locale: language } }]);
});

describe("a guest", () => {
  const guest = { audience: "guest", pointsName: memberAnswer.pointsName };

  test.each([
    ["exact", "Members earn 80 Beans with this order."],
    ["at_least", "Members earn at least 80 Beans with this order."],
    ["up_to", "Members earn up to 80 Beans with this order."],
  ])("is told what members earn (%s), and where to become one", async (certainty, sentence) => {
    extension.shopify.shop.storefrontUrl = "https://harbour.example";
    await open({ ...guest, estimate: { points: 80, certainty } });
    expect(shown()).toContain(sentence);
    expect(find("s-link").getAttribute("href")).toBe("https://harbour.example/account");
    expect(find("s-link").getAttribute("target")).toBe("_blank");
  });

  test("is told nothing where the merchant hides it", async () => {
    extension.shopify.settings.value = { hide_redeeming: false, hide_for_guests: true };
    replyAt({ checkout: [{ ...guest, estimate: null }] });
    await extension.render();
    await vi.waitFor(() => expect(document.body.children).toHaveLength(0));
    expect(sent).toHaveLength(1);
  });
});

describe("without the app", () => {
  const failures: [string, Reply | undefined][] = [
    ["has no access to the network", new Error("fetch() is not available")],
    ["answers that it cannot", 503],
    ["refuses the token", 401],
    ["answers something else", "<html>"],
    ["is nowhere", undefined],
  ];

  async function fail(reply: Reply | undefined): Promise<void> {
    if (reply === undefined) vi.stubEnv("APP_URL", "");
    else replyAt({ checkout: [reply] });
    await extension.render();
  }

  test.each(failures)("that %s, the balance beside the customer is shown", async (_, reply) => {
    extension.shopify.appMetafields.value = [balanceEntry("340")];
    await fail(reply);
    await expectToRead("Your balance: 340.");
  });

  test.each(failures)("that %s, nothing is shown where nothing is known", async (_, reply) => {
    await fail(reply);
    await vi.waitFor(() => expect(document.body.children).toHaveLength(0));
  });
});

test("a birthday gift that is to be chosen is named", async () => {
  const birthday = {
    id: "birthday",
    title: "Happy birthday!",
    text: "Choose your gift until 3 May.",
    isDone: false,
    note: "Otherwise it is 250 Beans.",
    action: null,
  };
  await open({ ...memberAnswer, birthday });
  expect(headings()).toEqual(["Your rewards", "Happy birthday!"]);
  expect(shown()).toContain("Choose your gift until 3 May.Otherwise it is 250 Beans.");
});
