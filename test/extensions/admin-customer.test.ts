// @vitest-environment happy-dom The block on a customer's page in the admin, in Shopify's own
// tester: what it shows of a member, points given and taken once, and what it says when the app is
// out of reach.
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { AdjustmentRefused } from "../../widget/contract/staff.ts";
import { adjustmentRefusals } from "../../widget/contract/staff.ts";
import {
  closePage,
  expectToRead,
  extension,
  open,
  openPage,
  press,
  replyWith,
  summary,
} from "./customer-page.ts";
import {
  APP_URL,
  type Texts,
  buttonOf,
  enter,
  find,
  languages,
  sent,
  shown,
  textsIn,
} from "./extension-page.ts";
import { answer, type } from "./staff-answers.ts";

beforeEach(() => openPage());
afterEach(closePage);

describe("a member", () => {
  const keep = { lastDay: "2027-01-31", asks: null };

  test("is asked about by the staff member's token, with the customer's number", async () => {
    await open(answer());
    await expectToRead("1,240 Beans to spend");
    expect(sent).toEqual([
      {
        url: `${APP_URL}/extensions/staff/member?customer=7001&locale=en`,
        method: "GET",
        authorization: "Bearer mock-id-token",
        body: null,
      },
    ]);
  });

  test("is shown with the tier, and until when it is kept", async () => {
    await open(answer({ tier: { name: "Gold", next: null, keep } }));
    await expectToRead("Gold");
    expect(shown()).toContain("The tier is kept until January 31, 2027");
    expect(summary()).toBe("1,240 Beans · Gold");
  });

  test("is shown with what waits, what is owed and what ends", async () => {
    const balance = { available: 1, pending: 40, shortfall: 5 };
    const coming = [
      { points: 10, after: "date", days: 0, on: "2026-08-03" },
      { points: 10, after: "delivery", days: 3, on: "2026-08-20" },
      { points: 12, after: "delivery", days: 0, on: "2026-08-25" },
      { points: 20, after: "shipping", days: 14, on: null },
      { points: 21, after: "shipping", days: 1, on: null },
      { points: 22, after: "shipping", days: 0, on: null },
    ] as const;
    const ending = { points: 1, lastDay: "2026-12-31" };
    await open(answer({ balance, coming: [...coming], ending }));
    await expectToRead("1 Bean to spend");
    for (const text of [
      "40 Beans on their way",
      "10 Beans on August 3, 2026",
      "10 Beans 3 days after delivery, on August 20, 2026 at the latest",
      "12 Beans after delivery, on August 25, 2026 at the latest",
      "20 Beans 14 days after the order has shipped",
      "21 Beans 1 day after the order has shipped",
      "22 Beans once the order has shipped",
      "5 Beans owed after a refund",
      "1 Bean can be used until December 31, 2026",
      "Member since March 1, 2026",
    ]) {
      expect(shown()).toContain(text);
    }
  });

  test("is shown with the last entries, and leads to the whole ledger in the app", async () => {
    const entry = { kind: "accrual", occurredAt: "2026-03-02T09:00:00Z" } as const;
    const entries = [
      { ...entry, id: "3", points: 0, occurredOn: "2026-03-03", why: "80 Beans became available" },
      { ...entry, id: "2", points: -30, occurredOn: "2026-03-02", why: "Redeemed: €5 off" },
      { ...entry, id: "1", points: 80, occurredOn: "2026-03-01", why: "Order #1001" },
    ];
    await open(answer({ entries }));
    await expectToRead("Latest entries");
    const lines = [...document.body.querySelectorAll("s-list-item")].map((one) => one.textContent);
    expect(lines).toEqual([
      "80 Beans became available · March 3, 2026",
      "-30 · Redeemed: €5 off · March 2, 2026",
      "+80 · Order #1001 · March 1, 2026",
    ]);
    expect(find("s-link").getAttribute("href")).toBe(
      "app:app/members/018f0000-0000-7000-8000-000000000001",
    );
  });

  test("of whom nothing is known yet is shown without entries", async () => {
    await open(answer());
    await expectToRead("Nothing has happened yet.");
  });
});

const POINTS = 's-text-field[label="How many"]';
const REASON = 's-text-field[label="Reason"]';

/** The form stands behind a button, above all that may be long. */
async function openForm(): Promise<void> {
  await expectToRead("Give or take Beans");
  press("Give or take Beans");
  await vi.waitFor(() => find(POINTS));
}

describe("points by hand", () => {
  const adjusted = {
    outcome: "adjusted",
    ...answer({ balance: { available: 1_290, pending: 0, shortfall: 0 } }),
  };

  const fillIn = async (...replies: Parameters<typeof replyWith>) => {
    await open(answer(), ...replies);
    await openForm();
    await type(POINTS, "50");
    await type(REASON, "Sorry for the late parcel");
  };
  const keys = () =>
    sent.slice(1).map(({ body }) => (body as { requestKey: string } | null)?.requestKey);

  test("are sent with number, reason and a key, and the new balance is shown", async () => {
    await fillIn(adjusted);
    press("Give");
    await expectToRead("1,290 Beans to spend");
    expect(shown()).toContain("The balance has been adjusted.");
    expect(sent[1]).toEqual({
      url: `${APP_URL}/extensions/staff/adjustment`,
      method: "POST",
      authorization: "Bearer mock-id-token",
      body: {
        customer: "7001",
        requestKey: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4/),
        direction: "add",
        points: "50",
        reason: "Sorry for the late parcel",
        locale: "en",
      },
    });
    expect(find<HTMLInputElement>(POINTS).value).toBe("");
  });

  test("have their form right below the balance, once somebody wants it", async () => {
    await open(answer({ balance: { available: 1_240, pending: 40, shortfall: 0 } }));
    await expectToRead("Give or take Beans");
    expect(document.body.querySelector("s-text-field")).toBeNull();
    const button = buttonOf("Give or take Beans");
    await openForm();
    expect(shown()).toMatch(/^1,240 Beans to spendClose.*Give40 Beans on their way/);
    // Whoever pressed it by the keyboard is still on it.
    expect(buttonOf("Close")).toBe(button);
    press("Close");
    await vi.waitFor(() => expect(document.body.querySelector("s-text-field")).toBeNull());
  });

  test("can be taken", async () => {
    await fillIn(adjusted);
    enter("s-select", "take");
    await vi.waitFor(() => press("Take"));
    await expectToRead("1,290 Beans");
    expect(sent[1]?.body).toMatchObject({ direction: "take", points: "50" });
  });

  test("are sent once by two quick presses", async () => {
    await fillIn(adjusted);
    press("Give");
    press("Give");
    await expectToRead("1,290 Beans to spend");
    expect(sent).toHaveLength(2);
  });

  test("are sent again under the same key after an answer got lost", async () => {
    await fillIn(new Error("offline"), adjusted);
    press("Give");
    await expectToRead("Try again: the points move only once.");
    press("Give");
    await expectToRead("The balance has been adjusted.");
    const [first, second] = keys();
    expect(first).toBe(second);
  });

  test("are another decision once they are entered anew", async () => {
    await fillIn(new Error("offline"), adjusted);
    press("Give");
    await expectToRead("Try again");
    await type(POINTS, "60");
    press("Give");
    await expectToRead("The balance has been adjusted.");
    const [first, second] = keys();
    expect(first).not.toBe(second);
  });

  test("are another decision after the last one was carried out", async () => {
    await fillIn(adjusted);
    press("Give");
    await expectToRead("The balance has been adjusted.");
    await type(POINTS, "50");
    await type(REASON, "Sorry for the late parcel");
    press("Give");
    await vi.waitFor(() => expect(sent).toHaveLength(3));
    const [first, second] = keys();
    expect(first).not.toBe(second);
  });

  test("that are refused leave what was entered, with the reason beside its field", async () => {
    await fillIn({ outcome: "refused", refusals: ["insufficient_points", "reason_too_long"] });
    press("Give");
    await vi.waitFor(() =>
      expect(find(POINTS).getAttribute("error")).toBe(
        "The member does not have that many to spend.",
      ),
    );
    expect(find(REASON).getAttribute("error")).toBe("Use a shorter reason.");
    expect(find<HTMLInputElement>(POINTS).value).toBe("50");
    await type(POINTS, "5");
    await vi.waitFor(() => expect(find(POINTS).getAttribute("error")).toBeNull());
  });

  test.each([
    ["not_a_member", "This customer is not a member any more."],
    ["request_key_reused", "This was sent before with other values."],
  ] satisfies [AdjustmentRefused, string][])(
    "that are refused for %s say so",
    async (refusal, text) => {
      await fillIn({ outcome: "refused", refusals: [refusal] });
      press("Give");
      await expectToRead(text);
    },
  );

  test.each(languages)("each refusal has its sentence in %s", (language) => {
    const texts: Texts = textsIn("admin-customer", language);
    for (const refusal of adjustmentRefusals) expect(texts).toHaveProperty(`refused_${refusal}`);
  });
});

describe("without the app", () => {
  const failures: [string, () => void][] = [
    ["that is out of reach", () => replyWith(new Error("offline"))],
    ["that refuses the token", () => replyWith(401)],
    ["that answers something else", () => replyWith("<html>")],
    ["to which no address leads", () => vi.stubEnv("APP_URL", undefined)],
  ];

  test.each(failures)("%s, the block says so and can try again", async (_, fail) => {
    replyWith(answer());
    fail();
    await extension.render();
    await expectToRead("The loyalty program cannot be reached");
    vi.stubEnv("APP_URL", APP_URL);
    replyWith(answer());
    press("Try again");
    await expectToRead("1,240 Beans to spend");
  });

  test("staff without access to it are told so, and nothing is asked", async () => {
    extension.shopify.auth.idToken = async () => null;
    await open(answer());
    await expectToRead("you have no access to the app");
    expect(sent).toEqual([]);
  });
});

test.each([
  ["de", "1.240 Beans zum Einlösen"],
  ["fr", "Donner ou retirer des Beans"],
  ["es", "Últimos movimientos"],
  ["tr", "Kullanılabilir: 1.240 Beans"],
] as const)("it speaks %s", async (language, text) => {
  closePage();
  openPage(language);
  await open(answer());
  await expectToRead(text);
  expect(sent[0]?.url).toContain(`locale=${language}`);
});
