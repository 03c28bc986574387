// @vitest-environment happy-dom Points at the till, in Shopify's own tester: they become a code of
// the cart, once, and codes are used and given back.
import { afterEach, describe, expect, test, vi } from "vitest";
import { PAUSES_MS } from "../../extensions/pos/src/redeem.ts";
import { redeemRefusals } from "../../widget/contract/redeem.ts";
import { enrolmentRefusals } from "../../widget/contract/staff.ts";
import { APP_URL, buttonOf, languages, sent, shown, textsIn } from "./extension-page.ts";
import { answer } from "./staff-answers.ts";
import {
  type Till,
  asked,
  backAlready,
  expectBanner,
  expectToRead,
  fiveOff,
  heldCode,
  issued,
  onItsWay,
  openTill,
  press,
  returning,
  tillAnswer,
} from "./till-page.ts";

let till: Till;
const open = async (...opening: Parameters<typeof openTill>) => {
  till = await openTill(...opening);
};
afterEach(() => {
  vi.useRealTimers();
  till.close();
});

const keyOf = ({ body }: (typeof sent)[number]) => (body as { requestKey: string }).requestKey;

describe("points at the till", () => {
  const target = "pos.home.modal.render";
  const less = tillAnswer(answer({ balance: { available: 1_140, pending: 0, shortfall: 0 } }));

  test("become a code, which is put into the cart of the customer", async () => {
    await open(target, { replies: { till: [tillAnswer(), less], redeem: [issued] } });
    await expectToRead("€5 off for 100 Beans");
    expect(shown()).toContain("on orders from €20");
    press("Redeem €5 off");
    await expectBanner("FIVE-NEW is in the cart.");
    expect(till.codes).toEqual(["FIVE-NEW"]);
    expect(asked("redeem")).toEqual([
      {
        url: `${APP_URL}/extensions/staff/redeem?customer=7001&locale=en`,
        method: "POST",
        authorization: "Bearer a-staff-token",
        body: {
          ...fiveOff.wish,
          requestKey: expect.stringMatching(/^[0-9a-f-]{36}$/),
          locale: "en",
        },
      },
    ]);
    await expectToRead("1,140 Beans to spend");
  });

  test("are for the customer on the page: they are put into the cart before the code", async () => {
    const replies = { till: [tillAnswer()], redeem: [issued] };
    await open("pos.customer-details.action.render", { customer: 7005, replies });
    await expectToRead("1,240 Beans to spend");
    press("Redeem €5 off");
    await expectBanner("FIVE-NEW is in the cart.");
    expect(till.customers).toEqual([7001]);
  });

  test("are taken once by two quick presses", async () => {
    await open(target, { replies: { till: [tillAnswer()], redeem: [issued] } });
    await expectToRead("€5 off");
    press("Redeem €5 off");
    press("Redeem €5 off");
    await expectBanner("is in the cart");
    expect(asked("redeem")).toHaveLength(1);
  });

  test("are asked for again under the same key after an answer got lost", async () => {
    const replies = { till: [tillAnswer()], redeem: [new Error("offline"), issued, issued] };
    await open(target, { replies });
    await expectToRead("€5 off");
    press("Redeem €5 off");
    await expectBanner("Try again: nothing is taken twice.");
    press("Redeem €5 off");
    await expectBanner("is in the cart");
    press("Redeem €5 off");
    await vi.waitFor(() => expect(asked("redeem")).toHaveLength(3));
    const [first, second, third] = asked("redeem").map(keyOf);
    expect(first).toBe(second);
    expect(third).not.toBe(second);
  });

  test("whose code is on its way are asked about again until it is there", async () => {
    await open(target, { replies: { till: [tillAnswer()], redeem: [onItsWay, onItsWay, issued] } });
    await expectToRead("€5 off");
    vi.useFakeTimers();
    press("Redeem €5 off");
    for (const pause of PAUSES_MS) await vi.advanceTimersByTimeAsync(pause);
    vi.useRealTimers();
    await expectBanner("FIVE-NEW is in the cart.");
    expect(new Set(asked("redeem").map(keyOf)).size).toBe(1);
  });

  test("whose code was given back before it is asked about are not put into the cart", async () => {
    const redeem = [new Error("offline"), backAlready, issued];
    await open(target, { replies: { till: [tillAnswer()], redeem } });
    await expectToRead("€5 off");
    press("Redeem €5 off");
    await expectBanner("Try again: nothing is taken twice.");
    press("Redeem €5 off");
    await expectBanner("Something changed meanwhile.");
    expect(till.codes).toEqual([]);
    press("Redeem €5 off");
    await expectBanner("FIVE-NEW is in the cart.");
  });

  test("whose code takes long stay set aside, and the till says so", async () => {
    const redeem = [...PAUSES_MS.map(() => onItsWay), onItsWay, issued];
    await open(target, { replies: { till: [tillAnswer()], redeem } });
    await expectToRead("€5 off");
    vi.useFakeTimers();
    press("Redeem €5 off");
    for (const pause of PAUSES_MS) await vi.advanceTimersByTimeAsync(pause);
    vi.useRealTimers();
    await expectBanner("the code is on its way");
    expect(asked("redeem")).toHaveLength(PAUSES_MS.length + 1);
    expect(till.codes).toEqual([]);
    press("Redeem €5 off");
    await expectBanner("FIVE-NEW is in the cart.");
    expect(new Set(asked("redeem").map(keyOf)).size).toBe(1);
  });

  test.each([
    [
      { outcome: "refused", reason: "sold_out", sentence: "Sold out until Monday." },
      "Sold out until Monday.",
    ],
    [{ outcome: "refused", reason: "reward_changed" }, "This reward has changed."],
  ])("are refused with a sentence: %j", async (reply, text) => {
    await open(target, { replies: { till: [tillAnswer()], redeem: [reply] } });
    await expectToRead("€5 off");
    press("Redeem €5 off");
    await expectBanner(text);
    expect(till.codes).toEqual([]);
  });

  test("whose code the cart refuses stay a code that can be used or given back", async () => {
    const held = tillAnswer({ codes: [{ ...heldCode, code: "FIVE-NEW" }] });
    await open(target, { replies: { till: [tillAnswer(), held], redeem: [issued] } });
    await expectToRead("€5 off");
    till.refuseCodes();
    press("Redeem €5 off");
    await expectBanner("The cart did not take FIVE-NEW.");
    await expectToRead("€5 off: FIVE-NEW");
    expect(buttonOf("Give 100 Beans back")).toBeTruthy();
  });

  test("that are too few cannot be redeemed, and the line says what is missing", async () => {
    const offers = [{ ...fiveOff, barred: "20 Beans to go" }];
    await open(target, { replies: { till: [tillAnswer({ offers })] } });
    await expectToRead("20 Beans to go");
    expect(buttonOf("Redeem €5 off").getAttribute("disabled")).not.toBeNull();
  });

  test("that buy nothing there say so", async () => {
    await open(target, { replies: { till: [tillAnswer({ offers: [] })] } });
    await expectToRead("Nothing can be redeemed at the till.");
  });
});

describe("codes that are there already", () => {
  const target = "pos.home.modal.render";
  const held = tillAnswer({ codes: [heldCode] });

  test("are put into the cart", async () => {
    await open(target, { replies: { till: [held] } });
    await expectToRead("€5 off: FIVE-ABC");
    expect(shown()).toContain("Works until December 31, 2026");
    press("Use €5 off");
    await expectBanner("FIVE-ABC is in the cart.");
    expect(till.codes).toEqual(["FIVE-ABC"]);
  });

  test("are given back", async () => {
    await open(target, { replies: { till: [held, tillAnswer()], cancel: [returning] } });
    await expectToRead("FIVE-ABC");
    press("Give 100 Beans back");
    await expectBanner("The points come back in a few minutes.");
    expect(asked("vouchers/cancel")[0]).toMatchObject({
      url: `${APP_URL}/extensions/staff/vouchers/cancel?customer=7001&locale=en`,
      body: { voucherId: heldCode.voucherId },
    });
    await vi.waitFor(() => expect(shown()).not.toContain("FIVE-ABC"));
  });

  test.each([
    [{ outcome: "refused", reason: "voucher_used" }, "This code has been used already."],
    [{ outcome: "refused", reason: "voucher_on_its_way" }, "cannot be given back now"],
    [503, "There was no answer."],
  ])("that cannot be given back stay: %j", async (reply, text) => {
    await open(target, { replies: { till: [held], cancel: [reply] } });
    await expectToRead("FIVE-ABC");
    press("Give 100 Beans back");
    await expectBanner(text);
    expect(shown()).toContain("FIVE-ABC");
  });
});

describe("without the app", () => {
  test("the screen says so, and can try again", async () => {
    await open("pos.home.modal.render", { replies: { till: [401, tillAnswer()] } });
    await expectBanner("you have no access to the app");
    press("Try again");
    await expectToRead("1,240 Beans to spend");
  });

  test("what was shown stays where a later question finds nobody", async () => {
    const replies = { till: [tillAnswer(), 503], redeem: [issued] };
    await open("pos.home.modal.render", { replies });
    await expectToRead("€5 off");
    press("Redeem €5 off");
    await expectBanner("FIVE-NEW is in the cart.");
    expect(shown()).toContain("1,240 Beans to spend");
  });
});

describe.each(languages)("in %s", (language) => {
  test("every refusal has its sentence", () => {
    const texts = textsIn("pos", language);
    for (const refusal of [...enrolmentRefusals, ...redeemRefusals]) {
      expect(texts).toHaveProperty(`refused_${refusal}`);
    }
  });

  test("the till asks the app in its language", async () => {
    await open("pos.home.modal.render", { language, replies: { till: [tillAnswer()] } });
    await vi.waitFor(() => expect(sent[0]?.url).toContain(`locale=${language}`));
    await vi.waitFor(() => expect(shown()).toContain("Beans"));
  });
});
